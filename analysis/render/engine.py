"""One call renders the report: engine chosen, outputs whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from analysis.errors import InputError
from analysis.render import embedded, quarto
from analysis.render.errors import UsageError
from analysis.render.kernel import Kernel, cell_environment

ENGINES = ("auto", "quarto", "embedded")
FORMATS = {"html": ".html", "pdf": ".pdf"}
NOT_COPIED = ("_output", "_figures", "_data", "_site", ".quarto", "__pycache__", "*.ipynb", "*_files", "data")
MARKUP = re.compile(r"([\\`*_{}\[\]<>#@$^~|\"'])")  # what would be read as Markdown in a title

Progress = Callable[[str], None]


def render(
    document: Path,
    *,
    formats: Sequence[str] = ("html", "pdf"),
    output: Path,
    engine: str = "auto",
    environment: Mapping[str, str] | None = None,
    metadata: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    kernel: Kernel | None = None,
) -> list[Path]:
    """Render a Quarto document.

    The cells run in a private copy of the document's folder: nothing is left beside the document,
    and several renders may run at once.

    Parameters
    ----------
    document : Path
        The ``.qmd``, with ``_quarto.yml`` and what it names beside it.
    formats : sequence of str
        Out of ``html`` and ``pdf``.
    output : Path
        The folder for the results; made when missing.
    engine : str
        ``quarto``, ``embedded``, or ``auto``: Quarto when a fitting version is on the path.
    environment : mapping, optional
        Variables that the cells see besides the caller's own.
    metadata : mapping, optional
        Values that win over those of the document, such as ``title`` and ``papersize``; plain text.
    progress : callable, optional
        Called with a short line at every step.
    kernel : Kernel, optional
        One that `prepare` has started, to be used up; else one is started now.

    Returns
    -------
    list of Path
        The files written, in the order of ``formats``.

    Raises
    ------
    UsageError
        An unknown format or engine.
    InputError
        The document, one of its cells or the output folder is at fault. Former outputs are untouched.
    """
    wanted = _check_formats(formats)
    chosen = choose_engine(engine)
    if not document.is_file():
        raise InputError(f"There is no document {document}: name a .qmd file.")
    say = progress or (lambda _: None)
    _make_folder(output)
    with tempfile.TemporaryDirectory(prefix="briefing-") as scratch:
        copy = _private_copy(document, Path(scratch))
        variables = dict(environment or {})
        given = {key: MARKUP.sub(r"\\\1", value) for key, value in (metadata or {}).items()}
        if chosen == "quarto":
            made = quarto.render(copy, wanted, {**cell_environment(), **variables}, given, say)
        else:
            made = embedded.render(copy, wanted, variables, given, say, kernel)
        return _publish(made, output)


def prepare(engine: str = "auto", *, imports: Sequence[str] = ()) -> AbstractContextManager[Kernel | None]:
    """Start what a render with this engine will need, to get ready while the caller does something else.

    Parameters
    ----------
    engine : str
        As for `render`.
    imports : sequence of str
        Modules that the cells will import.

    Returns
    -------
    context manager
        Gives the ``kernel`` for one `render`, or None where Quarto runs the cells; ends it afterwards.
    """
    return nullcontext() if choose_engine(engine) == "quarto" else Kernel(imports)


def choose_engine(engine: str = "auto") -> str:
    """Return ``quarto`` or ``embedded``: what a render with this engine will use."""
    if engine not in ENGINES:
        raise UsageError(f"Unknown engine {engine!r}: choose from {', '.join(ENGINES)}.")
    if engine == "embedded":
        return engine
    version = quarto.version()
    if version is not None and version >= quarto.OLDEST:
        return "quarto"
    if engine == "auto":
        return "embedded"
    oldest = ".".join(map(str, quarto.OLDEST))
    if version is None:
        raise InputError(
            f"Quarto is not on the path: install Quarto {oldest} or newer, or render with --engine embedded."
        )
    found = ".".join(map(str, version))
    raise InputError(f"Quarto {found} is too old: install {oldest} or newer, or render with --engine embedded.")


def _check_formats(formats: Sequence[str]) -> list[str]:
    wanted = list(dict.fromkeys(formats))
    unknown = [name for name in wanted if name not in FORMATS]
    if unknown or not wanted:
        named = repr(unknown[0]) if unknown else "none"
        raise UsageError(f"Unknown format {named}: choose from {', '.join(FORMATS)}.")
    return wanted


def _make_folder(output: Path) -> None:
    try:
        output.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=output):
            pass
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise InputError(
            f"The output folder {output} cannot be written ({reason}): "
            "make it writable or name another with --output."
        ) from None


def _private_copy(document: Path, scratch: Path) -> Path:
    folder = scratch / "report"
    shutil.copytree(document.parent, folder, ignore=shutil.ignore_patterns(*NOT_COPIED))
    return folder / document.name


def _publish(made: Sequence[Path], output: Path) -> list[Path]:
    """Bring finished files into the output folder: first beside the old ones, then in their place."""
    staged: list[tuple[Path, Path]] = []
    try:
        for path in made:
            handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=path.suffix, dir=output)
            os.close(handle)
            staged.append((Path(name), output / path.name))
            shutil.copyfile(path, name)
            Path(name).chmod(0o666 & ~_umask())
        for beside, final in staged:
            beside.replace(final)
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise InputError(f"The output folder {output} cannot be written ({reason}): free it and try again.") from None
    finally:
        for beside, _ in staged:
            beside.unlink(missing_ok=True)
    return [final for _, final in staged]


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
