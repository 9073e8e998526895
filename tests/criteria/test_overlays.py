"""Overlays: where the base is found, what the set that results is, and where each node of it comes from."""

from pathlib import Path
from typing import Any, Final

import pandas as pd
import pytest

import cchc_index as cchc
from cchc_index.criteria.laying import Laying, index_of
from cchc_index.criteria.loading import OVERLAY
from cchc_index.criteria.outline import outline
from cchc_index.criteria.tree import parse_tree, values
from cchc_index.scoring import fingerprints
from tests.cli.calls import Calls
from tests.scoring.small import YES_NO, area, criteria_text, inner, leaf

AREAS: Final = (
    area("1", inner("1.1", leaf("1.1.1", YES_NO), leaf("1.1.2", YES_NO)), leaf("1.2", YES_NO)),
    area("2", leaf("2.1", YES_NO), code="other"),
)
BASE: Final = criteria_text(*AREAS, id="goc")


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write("goc", BASE)


@pytest.fixture(name="call")
def command(capsys: pytest.CaptureFixture[str]) -> Calls:
    """Return what calls the command."""
    return Calls(capsys)


def write(name: str, text: str) -> str:
    """Write a file beside the others, and return its name."""
    path = Path(f"{name}.yaml")
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path.as_posix()


def over(name: str, keys: str, base: str = "goc.yaml") -> str:
    """Write an overlay, and return its name."""
    return write(name, f"id: {Path(name).name}\nversion: 2.0.0\nextends: {base}\n{keys}")


def ids(file: str) -> list[str]:
    """Return the ids of the nodes of a set, in their order."""
    return [item.id for item in outline(cchc.load_criteria(file))]


def told(file: str) -> list[str]:
    """Return the problems of a set."""
    return [str(problem) for problem in cchc.check(file)]


def new(id_: str) -> str:
    """Return a criterion to add."""
    return f'{{id: "{id_}", title: Mới, max_points: 1, rule: {{kind: yes_no}}}}'


@pytest.mark.parametrize("base", ["goc.yaml", "goc", "{id: goc}", "./goc.yaml", "{id: goc, version: 1.0.0}"])
def test_a_base_beside_the_overlay_is_found(base: str) -> None:
    """The base is named by its path from the overlay's folder, or by the id that its file has for a name."""
    assert ids(over("lop", "", base)) == ids("goc.yaml")


def test_a_path_starts_from_the_folder_of_the_overlay() -> None:
    """A base in another folder is found from the overlay's, and its problems name it from where the call is."""
    file = over("tinh/lop", "override: {'2.1': {max_points: 3}}\n", "../goc.yaml")
    assert cchc.load_criteria(file).id == "lop"
    write("goc", criteria_text(*AREAS, id="goc", max_points="8"))
    assert [(problem.code, problem.file) for problem in cchc.check(file)] == [
        ("total-differs", "tinh/../goc.yaml")
    ]


def test_a_base_of_the_library_is_found() -> None:
    """A set of the library is named by its id."""
    base, laid = cchc.load_criteria("vn-766-2022"), cchc.load_criteria(over("lop", "", "vn-766-2022"))
    same = laid.model_copy(update={"id": base.id, "version": base.version})
    assert fingerprints.content(same) == fingerprints.content(base)


def test_the_keys_of_the_overlay_replace_those_of_the_base() -> None:
    """A key at the outermost level stands as the overlay has it, and the others as the base has them."""
    laid = cchc.load_criteria(over("lop", "title: Bộ khác\nyears: [2026, 2027]\n"))
    assert (laid.title.vi, laid.years, laid.level) == ("Bộ khác", (2026, 2027), "commune")


def test_only_the_keys_that_are_named_are_replaced() -> None:
    """A node keeps the keys that an overlay does not name."""
    laid = cchc.load_criteria(over("lop", 'override: {"1.2": {title: Khác}}\n'))
    item = next(item for item in outline(laid) if item.id == "1.2")
    assert (item.title.vi, item.max_points) == ("Khác", 2)


def test_additions_after_one_node_keep_their_order() -> None:
    """What is added after one node follows it in the order of the file, and the rest comes after."""
    add = ", ".join(f'{{after: "1.1.1", criterion: {new(name)}}}' for name in ("a", "b", "c"))
    assert ids(over("lop", f"add: [{add}]\n"))[2:7] == ["1.1.1", "a", "b", "c", "1.1.2"]


def test_additions_go_to_the_end_or_after_one_another() -> None:
    """Without `after` a node goes to the end; it may go after one that the overlay adds."""
    add = f'{{under: "1.1", criterion: {new("x")}}}, {{after: x, criterion: {new("y")}}}'
    below = f'{{area: {{id: "3", code: other, title: C, criteria: [{new("3.1")}]}}}}'
    assert ids(over("lop", f"add: [{add}, {below}]\n")) == [
        "1", "1.1", "1.1.1", "1.1.2", "x", "y", "1.2", "2", "2.1", "3", "3.1",
    ]  # fmt: skip


def test_a_node_is_replaced_as_a_whole_by_removing_and_adding_it() -> None:
    """A leaf becomes an inner node where it is removed and added again with criteria, in its place."""
    node = f'{{id: "1.1.1", title: Tách, criteria: [{new("1.1.1.1")}, {new("1.1.1.2")}]}}'
    file = over("lop", f'remove: ["1.1.1"]\nadd: [{{under: "1.1", after: "1.1.1", criterion: {node}}}]\n')
    assert ids(file)[1:6] == ["1.1", "1.1.1", "1.1.1.1", "1.1.1.2", "1.1.2"]


def test_a_list_of_criteria_is_replaced_first() -> None:
    """What is below a node whose criteria are replaced is what the overlay wrote there."""
    override = f'{{"1.1.1": {{title: Gần}}, "1.1": {{criteria: [{new("1.1.1")}, {new("m")}]}}}}'
    assert ids(over("lop", f"override: {override}\n"))[1:5] == ["1.1", "1.1.1", "m", "1.2"]
    (problem,) = cchc.check(over("lop2", override.replace("{", 'override: {"1.1.2": {title: X}, ', 1)))
    assert (problem.code, str(problem.place)) == ("gone-from-base", "4:12 override.1.1.2")


def test_areas_are_added_and_removed() -> None:
    """An area goes after the one that is named, and another is gone with all that is in it."""
    new_area = f'{{id: "0", code: staff, title: Đầu, criteria: [{new("0.1")}]}}'
    file = over("lop", f'add: [{{after: "1", area: {new_area}}}]\nremove: ["2"]\n')
    assert ids(file)[-2:] == ["0", "0.1"]


def test_data_items_are_replaced_added_and_removed() -> None:
    """Data items are found by their ids like nodes, and a base without any gets a list."""
    base = parse_tree(f"{BASE}data:\n  - {{id: hs, title: A}}\n  - {{id: tn, title: B}}\n", "goc.yaml")
    keys = "override: {hs: {title: C}}\nadd: [{data: {id: dn}, after: hs}]\nremove: [tn]\n"
    laying = Laying(parse_tree(keys, "lop.yaml"), base, "goc", OVERLAY)
    assert values(laying.lay().root)["data"] == [{"id": "hs", "title": "C"}, {"id": "dn"}]
    assert laying.problems == []
    bare = Laying(
        parse_tree("add: [{data: {id: dn}}]\n", "lop.yaml"), parse_tree(BASE, "goc.yaml"), "goc", OVERLAY
    )
    assert index_of(bare.lay().root)["dn"].kind == "data"


def test_problems_name_the_file_in_which_the_value_stands() -> None:
    """Of three files each problem names the one with the value at fault, with line, column and path there."""
    write("goc", criteria_text(*AREAS, id="goc", max_points="8"))
    over("giua", "policy: {rounding: {points: 0}}\n")
    file = over("tren", f'add: [{{under: "1.1", criterion: {new("n")}}}]\n', "giua.yaml")
    assert [(problem.code, problem.file) for problem in cchc.check(file)] == [("total-differs", "goc.yaml")]
    over(
        "tren",
        f'max_points: 9.5\nadd: [{{under: "1.1", criterion: {new("n").replace("1,", "1.5,")}}}]\n',
        "giua",
    )
    assert told(file) == [
        "tren.yaml:5:67: error max-points-too-fine: Điểm tối đa 1,5 có hơn 0 chữ số thập phân, là mức làm tròn điểm của bộ tiêu chí."
    ]


def test_the_path_of_a_problem_is_that_of_its_file() -> None:
    """A value of an addition is named by its path in the overlay, and what lacks a key by its own."""
    bad = '{id: "n", max_points: x, rule: {kind: yes_no}}'
    problems = cchc.check(over("lop", f'add: [{{under: "1.1", criterion: {bad}}}]\n'))
    assert [str(problem.place) for problem in problems] == [
        "4:33 add[0].criterion",
        "4:55 add[0].criterion.max_points",
    ]


def test_an_id_used_twice_names_the_other_file() -> None:
    """Where a node is renumbered to an id of the base, the line of the other is named with its file."""
    (problem,) = cchc.check(over("lop", 'override: {"2.1": {id: "1.2"}}\n'))
    assert (problem.code, problem.file) == ("repeated-id", "lop.yaml")
    assert "(goc.yaml)" in problem.message


def test_overlays_in_a_circle_are_refused() -> None:
    """Each set of a circle, and a set that rests on one, is told the circle where it names its base."""
    over("b", "", over("a", "", "b.yaml"))
    for file, base in (("a.yaml", "a.yaml, b.yaml, a.yaml"), ("b.yaml", "b.yaml, a.yaml, b.yaml")):
        assert told(file) == [
            f"{file}:3:10: error extends-in-a-circle: Các bộ tiêu chí lấy nhau làm gốc thành vòng: {base}."
        ]
    assert [problem.code for problem in cchc.check(over("c", "", "a.yaml"))] == ["extends-in-a-circle"]


def test_very_many_overlays_on_one_another_are_refused() -> None:
    """A row of overlays without end is told where it is named."""
    for number in range(1, 30):
        over(f"lop-{number}", "", f"lop-{number - 1}.yaml" if number > 1 else "goc.yaml")
    assert told("lop-20.yaml") == []
    assert told("lop-29.yaml") == [
        "lop-29.yaml:3:10: error extends-too-far: Quá 20 bộ tiêu chí lấy nhau làm gốc nối tiếp."
    ]


def test_an_unsound_base_is_one_problem() -> None:
    """A base with errors is told once, where it is named, with the place of its first error."""
    write("goc", BASE.replace("staff", "staf").replace("yes_no", "yes_o"))
    assert told(over("lop", "")) == [
        "lop.yaml:3:10: error base-unsound: Bộ tiêu chí gốc “goc.yaml” có 5 lỗi, "
        "lỗi đầu tiên ở goc.yaml:11 (not-one-of); cần một bộ gốc hợp lệ."
    ]
    (problem,) = cchc.check("lop.yaml")
    assert problem.to("en").message == (
        "The base “goc.yaml” has errors (5), the first at goc.yaml:11 (not-one-of); a sound base is needed."
    )


@pytest.mark.parametrize("text", ["", "a: [", "- a\n"])
def test_a_base_that_cannot_be_read_is_one_problem(text: str) -> None:
    """A base that is empty, no YAML or no set is one problem."""
    write("goc", text)
    assert [problem.code for problem in cchc.check(over("lop", ""))] == ["base-unsound"]


def test_a_base_that_changed_is_noticed() -> None:
    """An overlay that names its base's fingerprint is warned once anything in the base is another."""
    content = fingerprints.content(cchc.load_criteria("goc.yaml"))
    file = over("lop", "", f"{{id: goc, fingerprint: {content}}}")
    assert told(file) == []
    write("goc", BASE.replace("Tiêu chí 1.2", "Tiêu chí khác"))
    (problem,) = cchc.check(file)
    now = fingerprints.content(cchc.load_criteria("goc.yaml"))
    assert (problem.code, problem.severity, str(problem.place)) == (
        "base-changed", cchc.Severity.WARNING, "3:33 extends.fingerprint",
    )  # fmt: skip
    assert (problem.details["wanted"], problem.details["found"]) == (content, now)


def test_a_base_of_a_base_that_changed_is_noticed() -> None:
    """The fingerprint of a base that is an overlay itself is that of the set that results."""
    over("giua", "")
    content = fingerprints.content(cchc.load_criteria("giua.yaml"))
    file = over("tren", "", f"{{id: giua, version: 2.0.0, fingerprint: {content}}}")
    assert told(file) == []
    write("goc", BASE.replace("Tiêu chí 1.2", "Tiêu chí khác"))
    assert [problem.code for problem in cchc.check(file)] == ["base-changed"]


def three_layers() -> cchc.CriteriaSet:
    """Return a set on a set on a set."""
    over("giua", f'override: {{"1.1.1": {{title: Giữa}}}}\nadd: [{{under: "1.1", criterion: {new("g")}}}]\n')
    keys = f'override: {{"1.1.1": {{title: Trên}}, g: {{title: Trên}}}}\nadd: [{{under: "2", criterion: {new("t")}}}]\n'
    return cchc.load_criteria(over("tren", keys, "giua.yaml"))


def test_nodes_remember_where_they_come_from() -> None:
    """Each node knows the set that has it first, and the overlays that changed it since."""
    origins = three_layers().lineage.origins
    said = {
        name: (str(origins[name].defined_by), [str(each) for each in origins[name].changed_by])
        for name in ("1.1", "1.1.1", "g", "t")
    }
    assert said == {
        "1.1": ("goc 1.0.0", []),
        "1.1.1": ("goc 1.0.0", ["giua 2.0.0", "tren 2.0.0"]),
        "g": ("giua 2.0.0", ["tren 2.0.0"]),
        "t": ("tren 2.0.0", []),
    }
    assert set(origins) == set(ids("tren.yaml"))


def test_a_set_that_stands_alone_has_no_lineage() -> None:
    """A set without a base rests on nothing."""
    alone = cchc.load_criteria("goc.yaml")
    assert (alone.lineage.bases, dict(alone.lineage.origins)) == ((), {})


def test_where_a_set_comes_from_is_no_part_of_its_fingerprints() -> None:
    """A set written in one piece has the fingerprints of the same set made of layers."""
    laid = cchc.load_criteria(over("lop", ""))
    whole = cchc.load_criteria(write("ca-bo", criteria_text(*AREAS, id="lop", version="2.0.0")))
    assert fingerprints.content(laid) == fingerprints.content(whole)
    assert fingerprints.scoring(laid) == fingerprints.scoring(whole)


def test_the_manifest_names_the_bases() -> None:
    """The manifest of a result has each base's id, version and content fingerprint, the nearest first."""
    criteria = three_layers()
    rows: Any = pd.DataFrame({"unit": ["Xã A"], "criterion": ["1.1.1"], "answer": ["có"]})
    result = cchc.score(criteria, cchc.read_answers(rows, criteria))
    assert result.manifest()["criteria"] == {
        "id": "tren",
        "version": "2.0.0",
        "bases": [
            {
                "id": name,
                "version": version,
                "content": fingerprints.content(cchc.load_criteria(f"{name}.yaml")),
            }
            for name, version in (("giua", "2.0.0"), ("goc", "1.0.0"))
        ],
    }
    assert result.explain("Xã A", "1.1.1") == "1.1.1 Trên: có → 2/2 điểm."


def test_show_says_where_nodes_come_from(call: Calls) -> None:
    """`show` names the bases, and beside each node the set that has it first and those that changed it."""
    three_layers()
    lines = call("show", "tren.yaml").lines
    assert lines[1].startswith("Dựa trên giua 2.0.0 (mã băm nội dung ")
    assert lines[2].startswith("Dựa trên goc 1.0.0 (mã băm nội dung ")
    assert lines[5].endswith(" [từ goc 1.0.0; sửa bởi giua 2.0.0, tren 2.0.0]")
    english = call("show", "tren.yaml", "--lang", "en").lines
    assert english[5].endswith(" [from goc 1.0.0; changed by giua 2.0.0, tren 2.0.0]")
    assert "[" not in call("show", "goc.yaml").out


def test_an_overlay_is_checked_by_the_command(call: Calls) -> None:
    """`check` says that an overlay is sound, and ends with 1 where its base is not there."""
    assert call("check", over("lop", "")).lines == ["lop.yaml: hợp lệ."]
    assert call("check", over("sai", "", "khong-co")).status == 1
