"""Her own file by clicking: upload it, say what its columns are, correct its rows, keep the mapping, make its report."""

from __future__ import annotations

import html
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from analysis import tables
from analysis.dataset import Dataset, mine
from analysis.dataset._checking import UnreadableError
from analysis.dataset._reading import Mapping, read_mapping
from analysis.dataset._reading.sheet import Sheet
from analysis.dataset.mine import Mine
from analysis.exploring._controls import Ground
from analysis.exploring._own_columns import ColumnsForm
from analysis.exploring._own_files import keep_upload, save_corrected, save_mapping
from analysis.exploring._own_mapping import say_column, say_unit
from analysis.exploring._own_reading import Own, OwnColumn, read_own
from analysis.exploring._own_repairs import open_sheets
from analysis.exploring._own_report_button import ReportButton
from analysis.exploring._own_rows import RowsForm
from analysis.exploring._own_steps import show_places, show_problems, tell_read
from analysis.exploring._own_whole import WholeForm
from analysis.exploring._showing import Panel, run_in_turn, show_alert, show_line
from analysis.words._formatting import show_value
from analysis.words._reasons import say_reason
from analysis.words.i18n import _

__all__ = ["YourFile", "your_file"]

ACCEPTED = ".xlsx,.xlsm,.xls,.ods,.csv,.tsv,.txt,.json,.parquet,.docx,.pdf,.html,.xml,.zip"


class YourFile(Panel):
    """A file that a person brings, read anew at each thing that she says of it.

    Attributes
    ----------
    own : Own
        The file as it is read now; ``own.given`` is the mapping that the drop-downs make.
    tried : Own
        The same with the cells that she corrected and did not save.
    """

    own: Own
    tried: Own

    def __init__(self, folder: Path | None) -> None:
        self._folder, self._quiet = folder or mine.find_folder(), False
        self._sheets: tuple[Sheet, ...] = ()
        self.upload = widgets.FileUpload(accept=ACCEPTED, multiple=False, description=_("Upload a file"))
        self.files = widgets.Dropdown(description=_("file"))
        self.files.add_class("cf-file")
        self.whole = WholeForm(self._said_whole)
        self.columns = ColumnsForm(self._said_field, self._said_worth)
        self.rows = RowsForm(self._try)
        self.report = ReportButton(self._find_file)
        self.forget = widgets.Button(description=_("Forget what was said"), tooltip=_("Read the file by itself again"))
        self.save = widgets.Button(description=_("Save the mapping"), tooltip=_("A TOML file beside yours"))
        self.name = widgets.Text(description=_("name of the copy"), layout={"width": "30rem"})
        self.copy = widgets.Button(description=_("Save a corrected copy"), tooltip=_("Your file stays as it is"))
        self._line, self._alert, self._problems, self._places, self._saved, self._copied = (
            widgets.HTML() for _each in range(6)
        )
        for box in (self._line, self._saved, self._copied):
            box.add_class("cf-line")
        self._alert.add_class("cf-alert")
        super().__init__(self._laid_out())
        self.add_class("cf-panel")
        self._list(mine.find(folder))
        self.upload.observe(run_in_turn(self._uploaded), "value")
        self.files.observe(run_in_turn(self._picked), "value")
        self.forget.on_click(run_in_turn(self._forget))
        self.save.on_click(run_in_turn(self.save_mapping))
        self.copy.on_click(run_in_turn(self.save_copy))

    def _laid_out(self) -> list[Any]:
        self._mending = widgets.VBox(
            [
                _heading(
                    _("Rows set aside: correct them here"),
                    _("Each change is tried on a copy; your file is never touched."),
                ),
                self.rows.box,
                widgets.HBox([self.name, self.copy]),
                self._copied,
            ]
        )
        return [
            Ground(),
            _heading(
                _("Your file"),
                _("It stays on this computer. Larger than 10 MB: drag it into the folder data/mine on the left."),
            ),
            widgets.HBox([self.upload, self.files]),
            self._alert,
            self._line,
            self.whole.box,
            _heading(_("What each column is"), _("Choose from a list, and the file is read again at once.")),
            self.columns.box,
            self._problems,
            self._places,
            self._mending,
            _heading(_("Keep it"), _("The mapping says how your file is read; it is read with it from now on.")),
            widgets.HBox([self.save, self.forget]),
            self._saved,
            _heading(_("The report on your plans"), ""),
            self.report.box,
        ]

    def _list(self, chosen: Mine) -> None:
        """List the files of the folder, and open one."""
        known = [(show_value(path.name), str(path)) for path in mine.list_own(self._folder)]
        example = (_("the worked example"), str(mine.example()))
        if str(chosen.path) not in (path for _name, path in (*known, example)):
            known = [(show_value(f"{chosen.path.name}/"), str(chosen.path)), *known]
        self._quiet = True
        try:
            self.files.options = [*known, example]
            self.files.value = str(chosen.path)
        finally:
            self._quiet = False
        self.show_file(chosen)

    def show_file(self, file: Mine, given: Mapping | None = None) -> None:
        """Read a file, with its mapping or what is said of it."""
        self._alert.value = self._saved.value = self._copied.value = ""
        self._path, self._mapping = file.path, file.mapping
        try:
            given = given or (read_mapping(file.mapping) if file.mapping else Mapping())
            self._sheets = open_sheets(file.path, given)
        except UnreadableError as error:
            given, self._sheets = given or Mapping(), ()
            self._alert.value = show_alert(str(error))
        self._read(given)

    def _read(self, given: Mapping) -> None:
        """Read the file anew and show what came out."""
        self.own = self.tried = read_own(self._path, given)
        self.whole.show(self.own, self._sheets)
        self.columns.show(self.own)
        self.rows.show(self.own)
        self._mending.layout.display = "" if self.own.rows and self._sheets else "none"
        self.name.value = _("{name}-corrected").format(name=self._path.stem)
        self._try()

    def _show(self) -> None:
        self._line.value = show_line(tell_read(self.own, self.tried))
        self._problems.value = show_problems(self.tried)
        self._places.value = show_places(self.tried)
        # several files at once have a mapping file each
        self.save.disabled = self.own.data is None or self._path.is_dir() or not self.own.columns

    def _said(self, given: Mapping) -> None:
        if given != self.own.given:
            self._saved.value = ""
            self._read(given)

    def _said_whole(self) -> None:
        self._said(self.whole.put_into(self.own.given))

    def _said_field(self, column: OwnColumn, code: str) -> None:
        self._said(say_column(self.own.given, column.name, code, lines=column.lines))

    def _said_worth(self, column: OwnColumn, worth: float) -> None:
        self._said(say_unit(self.own.given, column.name, worth))

    def _forget(self) -> None:
        self.show_file(Mine(self._path))

    def _try(self) -> None:
        """Read a copy with the corrected cells."""
        repairs = self.rows.find_repairs()
        self.tried = read_own(self._path, self.own.given, repairs) if repairs else self.own
        self.rows.tell(self.tried)
        self._show()

    def _picked(self) -> None:
        if self._quiet:
            return
        path = Path(self.files.value)
        chosen = None if path == mine.example() else _with_own_mapping(path)
        self._choose(chosen)
        self.show_file(chosen or Mine(path))

    def _choose(self, file: Mine | None) -> None:
        """Let the cells below read the file, too, when they are run; where that cannot be kept, they read what is there."""
        try:
            mine.choose(file, self._folder)
        except OSError:
            return

    def _uploaded(self) -> None:
        for file in self.upload.value:
            try:
                path = keep_upload(self._folder, file["name"], bytes(file["content"]))
            except OSError as error:
                told = _("{name} could not be kept in {folder}: {why}")
                self._alert.value = show_alert(
                    told.format(name=show_value(file["name"]), folder=self._folder, why=say_reason(error))
                )
                return
            chosen = _with_own_mapping(path)
            self._choose(chosen)
            self._list(chosen)

    def _keep(self) -> Path:
        """The file in the folder; of the worked example a copy there: what is shipped stays as it is."""
        if self._path.parent == self._folder or self._path.is_dir():
            return self._path
        return keep_upload(self._folder, self._path.name, self._path.read_bytes())

    def save_mapping(self) -> Path | None:
        """Write how the file is read beside it, as `check --map` takes it; the panel says where.

        Returns
        -------
        Path or None
            The file; None where it could not be written.
        """
        try:
            self._path = self._keep()
            self._mapping = save_mapping(self._path, self.own.mapping)
        except OSError as error:
            self._saved.value = show_alert(_("the mapping could not be written: {why}").format(why=say_reason(error)))
            return None
        self._saved.value = show_line(
            _("Saved: {path}. Run > Run All Cells shows all that follows for this file.").format(path=self._mapping)
        )
        return self._mapping

    def save_copy(self) -> Path | None:
        """Write the corrected cells into a copy beside the file, and go on with it.

        Returns
        -------
        Path or None
            The copy; None where nothing was corrected or it could not be written.
        """
        repairs = self.rows.find_repairs()
        if not repairs:
            self._copied.value = show_alert(_("No cell was corrected yet."))
            return None
        given = self.own.given.without_text()
        try:
            self._path = self._keep()
            path = save_corrected(self._path, self.own.given, repairs, self.name.value)
            self._mapping = save_mapping(path, given) if given != Mapping() else None
        except OSError as error:
            self._copied.value = show_alert(_("the copy could not be written: {why}").format(why=say_reason(error)))
            return None
        chosen = Mine(path, self._mapping)
        self._choose(chosen)
        self._list(chosen)
        self._alert.value = show_line(_("The corrected copy is {path}; it is read from now on.").format(path=path))
        return path

    def _find_file(self) -> Mine | None:
        """What the report is on: the file, with what was said of it."""
        if self.own.data is None:
            return None
        if self.own.given != Mapping() and (self._mapping is None or read_mapping(self._mapping) != self.own.given):
            self.save_mapping()
        if self.rows.find_repairs():
            told = _("The report is on your file as it is: save the corrected copy to have your corrections in it.")
            self._copied.value = show_alert(told)
        return Mine(self._path, self._mapping)

    @property
    def data(self) -> Dataset | None:
        """The checked tables of the file as it is read now; None where nothing can be used."""
        return self.own.data

    def twin(self) -> list[Any]:
        """How many rows were read: the cells below tell the rest."""
        return [tables.rows(self.own.data)] if self.own.data is not None else []


def _with_own_mapping(path: Path) -> Mine:
    beside = path.with_suffix(".toml")
    return Mine(path, beside if path.is_file() and beside.is_file() else None)


def _heading(text: str, more: str) -> widgets.HTML:
    told = f"<p>{html.escape(more)}</p>" if more else ""
    return widgets.HTML(f"<h4>{html.escape(text)}</h4>{told}")


def your_file(folder: str | Path | None = None) -> YourFile:
    """Bring a file by clicking, in JupyterLab: upload it, say what its columns are, correct rows, keep the mapping, make its report.

    Parameters
    ----------
    folder : str or Path, optional
        Where files are kept; ``data/mine`` by default.

    Returns
    -------
    YourFile
        A widget. Its ``own.given`` is the mapping that the drop-downs make, as `analysis.load` and ``check --map`` take
        it; its ``data`` is what `analysis.load` gives with it.

    Examples
    --------
    >>> import tempfile
    >>> panel = your_file(tempfile.mkdtemp())
    >>> panel.own.path.name, len(panel.data.places)
    ('plans-exemple.csv', 13)
    """
    return YourFile(Path(folder) if folder is not None else None)
