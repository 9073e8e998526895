"""`cchc-index template SET`: scoring sheets for units, appraisers and the council."""

from __future__ import annotations

from typing import Any

import click

from cchc_index.cli.progress import READING, WRITING, Progress
from cchc_index.cli.shared import UNITS, YEAR, load, set_argument
from cchc_index.cli.words import Named, Needed, Worded, language_option
from cchc_index.language import Lang, Text, counted, number, pick

_ABOUT = Text(
    "Lập phiếu chấm điểm Excel: cho từng đơn vị, cho cơ quan thẩm định, cho Hội đồng.",
    "Writes Excel scoring sheets for units, appraisers and the council, in the language of --lang.",
)
_ANSWERS = Text(
    "Thư mục, tệp số liệu đã có, được điền sẵn vào phiếu; các vòng sau cần phiếu đã nhận của các vòng trước.",
    "Folders and files of answers so far, which are filled in; later stages need what came back before.",
)
_OUT = Text(
    "Thư mục ghi phiếu; phiếu lập trước mà chưa ai sửa thì được thay, phiếu của cơ quan thẩm định khác được giữ.",
    "Folder for the sheets; earlier ones that nobody changed are replaced, other appraisers' stay.",
)
_STAGE = Text(
    "Mã của vòng dùng phiếu (self, appraisal … hoặc như trong bộ tiêu chí); mặc định là vòng đầu.",
    "Stage that the sheets are for (self, appraisal … or as the set names it); the first by default.",
)
_APPRAISER = Text(
    "Cơ quan thẩm định, tên như trong bộ tiêu chí; không nêu thì lập phiếu của Hội đồng.",
    "The appraiser, as the set names it; without one, the council's workbook.",
)
_EACH = Text(
    "Lập phiếu cho mọi cơ quan thẩm định nêu trong bộ tiêu chí, mỗi cơ quan một tệp.",
    "A workbook for every appraiser that the set names.",
)
_BY_UNIT = Text(
    "Phiếu thẩm định có một trang cho mỗi đơn vị, thay vì mỗi tiêu chí.",
    "An appraiser's workbook with a sheet a unit rather than a criterion.",
)
_LEAD = Text(
    "Cơ quan thẩm định là cơ quan chủ trì: phiếu có thêm tiêu chí mà cơ quan khác không được tự thẩm định.",
    "The appraiser leads: its workbook also has what other appraisers may not decide about themselves.",
)
_NAMED = 10
"""So many workbooks are named one by one."""
_ONE_FILE = Text("Phiếu của mọi đơn vị trong một tệp.", "The forms of all units in one workbook.")


def command(lang: Lang) -> click.Command:
    """The command in one language."""
    file, folder = pick(lang, "TỆP", "FILE"), pick(lang, "THƯ_MỤC", "FOLDER")
    answers = Named("answers", pick(lang, "[SỐ_LIỆU]", "[ANSWERS]"), _ANSWERS, several=True)
    answers.required = False
    params = [
        set_argument(lang),
        answers,
        Needed(["--units"], metavar=file, help=UNITS.to(lang)),
        Needed(["--out"], metavar=folder, help=_OUT.to(lang)),
        click.Option(["--year"], type=int, metavar=pick(lang, "NĂM", "YEAR"), help=YEAR.to(lang)),
        click.Option(["--stage"], metavar=pick(lang, "VÒNG", "STAGE"), help=_STAGE.to(lang)),
        click.Option(["--appraiser"], metavar=pick(lang, "TÊN", "NAME"), help=_APPRAISER.to(lang)),
        click.Option(["--each-appraiser"], is_flag=True, help=_EACH.to(lang)),
        click.Option(["--by-unit"], is_flag=True, help=_BY_UNIT.to(lang)),
        click.Option(["--lead"], is_flag=True, help=_LEAD.to(lang)),
        click.Option(["--one-file"], is_flag=True, help=_ONE_FILE.to(lang)),
        language_option(lang),
    ]
    return Worded("template", lang, _ABOUT, params, callback=lambda **call: _write(lang, call))


def _write(lang: Lang, call: dict[str, Any]) -> int:
    criteria = load(call["criteria"], lang)
    from cchc_index.tables.sources import read_answers, read_units  # noqa: PLC0415 - pandas is loaded late
    from cchc_index.templates import write_templates  # noqa: PLC0415

    units = read_units(call["units"])
    reading = Progress(READING, lang)
    files = call["answers"]
    answers = read_answers(files, criteria, units=units, progress=reading) if files else None
    written = write_templates(
        criteria,
        units,
        call["out"],
        year=call["year"],
        stage=call["stage"],
        appraiser=call["appraiser"],
        answers=answers,
        by_unit=call["by_unit"],
        lead=call["lead"],
        each_appraiser=call["each_appraiser"],
        one_file=call["one_file"],
        lang=lang,
        progress=Progress(WRITING, lang),
    )
    count = len(written)
    names = f": {', '.join(written)}" if count <= _NAMED else ""
    vi = f"Đã lập {number(count, lang)} phiếu trong thư mục {call['out']}{names}."
    click.echo(pick(lang, vi, f"Wrote {counted(count, 'workbook', 'workbooks')} to {call['out']}{names}."))
    return 0
