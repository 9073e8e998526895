"""What other packages may rely on: public names, their docstrings, their examples, and a light import."""

import doctest
import importlib
import inspect
import pkgutil
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import cchc_index as cchc

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(cchc.__path__, f"{cchc.__name__}.")
    if not module.name.endswith("__main__")
)
FUNCTIONS = [name for name in cchc.__all__ if inspect.isfunction(getattr(cchc, name))]


def test_public_names_are_sorted_and_once() -> None:
    """`__all__` is sorted and names each name once."""
    assert list(cchc.__all__) == sorted(set(cchc.__all__))


def test_public_names_are_there() -> None:
    """Every name of `__all__` can be taken from the package, and `dir` lists it."""
    for name in cchc.__all__:
        assert getattr(cchc, name) is not None
    assert set(cchc.__all__) <= set(dir(cchc))


def test_every_public_name_of_the_design_is_there() -> None:
    """The functions and errors of the design are public."""
    assert {
        "check", "load_criteria", "read_units", "read_answers", "score",
        "CchcError", "CriteriaError", "DataError", "UsageError", "Problem",
    } <= set(cchc.__all__)  # fmt: skip


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    """A name that the package does not have is refused as Python does."""
    with pytest.raises(AttributeError, match="module 'cchc_index' has no attribute 'nope'"):
        getattr(cchc, "nope")  # noqa: B009 - the attribute is missing on purpose


def test_names_for_type_checkers_are_the_names_at_run_time() -> None:
    """The imports that type checkers see are those that are made on first use."""
    source = Path(str(cchc.__file__)).read_text(encoding="utf-8")
    block = source[source.index("if TYPE_CHECKING:") : source.index("_HOMES")]
    seen = {
        name.strip(): module.removeprefix("cchc_index.")
        for module, names in re.findall(r"from (cchc_index\.[\w.]+) import (.+)", block)
        for name in names.split(",")
    }
    assert seen == cchc._HOMES  # noqa: SLF001 - what the package itself goes by


@pytest.mark.parametrize("name", cchc.__all__)
def test_a_public_name_has_a_docstring(name: str) -> None:
    """Every public name says in one sentence what it is."""
    said = inspect.getdoc(getattr(cchc, name))
    assert said
    assert re.search(r"[.;:]$", said.split("\n\n")[0])


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_public_function_tells_its_arguments_and_has_an_example(name: str) -> None:
    """A public function describes every argument in Google style and has an example that runs."""
    function = getattr(cchc, name)
    said = inspect.getdoc(function) or ""
    for argument in inspect.signature(function).parameters:
        assert re.search(rf"^    {argument}: ", said, re.MULTILINE), argument
    assert ">>> " in said


@pytest.mark.parametrize("name", [name for name in cchc.__all__ if inspect.isclass(getattr(cchc, name))])
def test_public_methods_have_docstrings(name: str) -> None:
    """Every public method and property of a public class has a docstring."""
    for attribute, value in list(vars(getattr(cchc, name)).items()):
        plain = value.func if hasattr(value, "func") else getattr(value, "__func__", value)
        if not attribute.startswith("_") and (callable(plain) or isinstance(plain, property)):
            assert inspect.getdoc(plain), attribute


@pytest.mark.parametrize("name", FUNCTIONS)
def test_public_functions_are_annotated(name: str) -> None:
    """Every argument and result of a public function is annotated."""
    function = getattr(cchc, name)
    signature = inspect.signature(function)
    assert signature.return_annotation is not inspect.Signature.empty
    assert all(each.annotation is not inspect.Parameter.empty for each in signature.parameters.values())


def test_errors_have_one_root() -> None:
    """All errors of the package are `CchcError`, with their problems."""
    for name in ("CriteriaError", "DataError", "UsageError"):
        assert issubclass(getattr(cchc, name), cchc.CchcError)
    error = cchc.DataError(cchc.Problem("nothing-to-read"))
    assert [problem.code for problem in error.problems] == ["nothing-to-read"]


def test_the_package_is_typed() -> None:
    """The package says that it is typed."""
    assert Path(str(cchc.__file__)).with_name("py.typed").is_file()


@pytest.mark.parametrize("name", ["cchc_index", *MODULES])
def test_examples_in_docstrings_run(name: str) -> None:
    """Every example in a docstring gives what it says."""
    module: ModuleType = importlib.import_module(name)
    assert module.__doc__
    found = doctest.testmod(module)
    assert found.failed == 0


def test_there_are_examples() -> None:
    """The docstrings of the package hold examples."""
    finder = doctest.DocTestFinder(exclude_empty=True)
    examples = sum(
        len(test.examples) for name in MODULES for test in finder.find(importlib.import_module(name))
    )
    assert examples >= 10


def loaded_after(code: str) -> set[str]:
    """Return the modules that are loaded after some code, in a process of its own."""
    script = f"import sys\n{code}\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    return set(ended.stdout.split())


HEAVY = {"pandas", "numpy", "openpyxl", "xlsxwriter", "pyarrow", "click", "yaml", "pydantic"}


def test_importing_the_package_loads_nothing_heavy() -> None:
    """`import cchc_index` loads neither pandas, numpy, an Excel library, pydantic, PyYAML nor click."""
    assert loaded_after("import cchc_index") & HEAVY == set()


def test_checking_a_set_loads_no_table_library() -> None:
    """Checking a criteria file loads neither pandas nor an Excel library."""
    tables = {"pandas", "openpyxl", "xlsxwriter", "pyarrow"}
    assert loaded_after("import cchc_index; cchc_index.check('vn-766-2022')") & tables == set()


def test_scoring_loads_no_excel_library() -> None:
    """Scoring a text table loads no Excel library before something is written."""
    code = (
        "import cchc_index as cchc, pathlib, tempfile\n"
        "of = cchc.load_criteria('vn-766-2022')\n"
        "path = pathlib.Path(tempfile.mkdtemp(), 'a.csv')\n"
        "path.write_text('unit,criterion,answer\\nX,6.1,50%\\n')\n"
        "cchc.score(of, cchc.read_answers(path, of)).ranking"
    )
    assert loaded_after(code) & {"openpyxl", "xlsxwriter"} == set()
