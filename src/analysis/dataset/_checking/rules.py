"""The rules that data can break: a code for programs, how grave it is, and the words for people."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Self

from analysis.words.i18n import _, mark, mark_plural, ngettext

__all__ = ["Rule", "Severity"]


class Severity(StrEnum):
    """How grave a broken rule is: an error keeps its row from being used, a warning does not. `i18n._` says it."""

    ERROR = mark("error")
    WARNING = mark("warning")


ERROR, WARNING = Severity

#: Around what a rule says, where it is not ours or stands in a mapping file.
SCDL = mark("SCDL: {broken}")
IN_MAPPING = mark("[{name}] {key}: {rule}")
#: A hint that the fields of a problem hold whole, for instance the nearest name: nothing to translate.
NEAR = "{near}"

_TAKEN = mark("taken as not known")
_TAKEN_FOR_NOW = mark("taken as not known; correct it where it is known")
_SETTLE = mark("settle it in the mapping file")
_QUOTES = mark("check the quotes")
_SAVE_ANEW = mark("open it in a spreadsheet program and save it anew")
_FEWER_COLUMNS = mark("keep the columns that are needed")
_AS_PACKAGE = mark("write a data package (CSV) instead")
_PARTS = mark("cut it into parts, or write a data package")
_NO_AMOUNT = mark("is not an amount")
_NO_RATE = mark("amounts are in {name}, and no rate is given: they are not known in euros")
_UNPACKS = mark("unpacks to more than {value} MB")


class Rule(StrEnum):
    """A rule: each member's value is its code.

    Attributes
    ----------
    severity : Severity
        How grave it is to break it.
    text : str or tuple of str
        What is said of who breaks it, in English with named fields: the identifier in the catalogues; one and several
        where the field ``number`` tells of how many it speaks.
    hint : str
        What to do; empty where there is nothing to add.
    frame : str
        What is said around the text.
    """

    severity: Severity
    text: str | tuple[str, str]
    hint: str
    frame: str

    def __new__(
        cls, code: str, severity: Severity, text: str | tuple[str, str], hint: str = "", frame: str = ""
    ) -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.severity, member.text, member.hint, member.frame = severity, text, hint, frame
        return member

    # a column of a table
    COLUMN_MISSING = "column_missing", ERROR, mark("column is missing"), NEAR
    COLUMN_NOT_KNOWN = "column_not_known", WARNING, mark("column is not in the vocabulary; it is not used")
    COLUMN_UNNAMED = "column_unnamed", ERROR, mark("column {at} has no name"), mark("name or remove it")
    COLUMN_TWICE = "column_twice", ERROR, mark("column stands twice"), mark("rename or remove one")

    # a value of a column
    NOT_A_NUMBER = (
        "not_a_number", ERROR, mark("is not a number"), mark("digits with a point as decimal mark, no unit, no thousands mark"),
    )  # fmt: skip
    NOT_AN_INTEGER = "not_an_integer", ERROR, mark("is not an integer"), mark("a whole number without unit")
    NOT_A_BOOLEAN = "not_a_boolean", ERROR, mark("is not a boolean"), mark("true, false or empty")
    VALUE_REQUIRED = "value_required", ERROR, mark("value is required"), mark("fill the cell")
    NOT_A_CODE = "not_a_code", ERROR, mark("is not one of: {values}"), NEAR
    NOT_THE_PATTERN = "not_the_pattern", ERROR, mark("does not match the pattern {pattern}")
    NOT_ABOVE = "not_above", ERROR, mark("must be above {limit}")
    TOO_LOW = "too_low", ERROR, mark("must be at least {limit}")
    TOO_HIGH = "too_high", ERROR, mark("must be at most {limit}")
    VALUE_TWICE = "value_twice", ERROR, mark("value stands twice"), mark("give each row its own")

    # columns and tables against each other
    LINE_TWICE = "line_twice", ERROR, mark("line stands twice in its plan"), mark("number it anew")
    LINE_WITHOUT_PLACE = (
        "line_without_place", ERROR, mark("funding line without a place"),
        mark("add the place to places.csv or correct the identifier"),
    )  # fmt: skip
    LINES_ABOVE_TOTAL = (
        "lines_above_total", WARNING,
        mark("funding lines add up to €{sum_of_lines}, above 102% of the investment; their amounts are not used"),
        mark("correct the lines of {place} or the investment"),
    )  # fmt: skip
    CARRIER_SECTOR = (
        "carrier_sector", ERROR, mark("contradicts carrier_type {of!r}, whose sector is {sector!r}"),
    )  # fmt: skip
    FUNDER_SECTOR = "funder_sector", ERROR, mark("contradicts {reason}: it must be {sector!r}")
    SAME_SITE = "same_site", WARNING, mark("names no other place"), mark("correct the identifier")
    PLAN_QUALITY = "plan_quality", WARNING, mark("contradicts the lines, which make the plan {quality!r}")
    PLACE_SET_ASIDE = "place_set_aside", ERROR, mark("its place is set aside"), mark("correct the row of the place")

    # a financing plan on one sheet
    PLAN_EXPENSES_SUM = (
        "plan_expenses_sum", WARNING, mark("expenses add up to €{sum_of_lines}, their total says €{total}; the total is used"),
        mark("correct the lines or the total"),
    )  # fmt: skip
    PLAN_RESOURCES_SUM = (
        "plan_resources_sum", WARNING, mark("resources add up to €{sum_of_lines}, their total says €{total}"),
        mark("correct the lines or the total"),
    )  # fmt: skip
    PLAN_AMBIGUOUS = (
        "plan_ambiguous", ERROR, mark("is a financing plan with several columns of amounts ({names}): nothing says which one counts"),
        mark("keep one of them"),
    )  # fmt: skip
    PLAN_GAP = (
        "plan_gap", WARNING, mark("€{amount} are still to be found: they are no funding line"),
        mark("add the funders of it when they are known"),
    )  # fmt: skip
    PLAN_WITHOUT_TOTAL = (
        "plan_without_total", WARNING,
        mark("is a financing plan without a total: the sum of its {lines} lines, €{sum_of_lines}, is taken as the investment"),
        mark("add a row 'Total', or the expenses beside the resources; a line may be missing"),
    )  # fmt: skip
    PLAN_UNEVEN = (
        "plan_uneven", WARNING,
        mark("expenses are €{expenses}, resources €{resources}; the expenses are taken as the investment"),
        mark("make both sides of the plan equal"),
    )  # fmt: skip

    # a row
    ROW_RAGGED = (
        "row_ragged", ERROR, mark("has {cells} cells, the header has {width}"),
        mark("remove an empty row; quote a cell that holds a comma"),
    )  # fmt: skip
    ROW_TOO_LONG = (
        "row_too_long", ERROR, mark("has {cells} cells, the header has {names}"),
        mark("quote a cell that holds the separator"),
    )  # fmt: skip
    DECIMALS_JOINED = (
        "decimals_joined", WARNING,
        mark_plural(
            "has {cells} cells, the header has {names}: decimal commas stand without quotes; cells are put together, such as {example}",
            "{n} rows have more cells than the header ({cells}, not {names}): decimal commas stand without quotes; cells are put "
            "together, such as {example}",
        ),
        mark("save the table with semicolons, or quote such cells"),
    )  # fmt: skip
    QUOTE_OPEN = (
        "quote_open", WARNING, mark("a quote is opened and never closed: it is read as a sign like others"),
        mark("remove it, or close it"),
    )  # fmt: skip
    QUOTE_BROKEN = (
        "quote_broken", ERROR, mark("a quote is never closed, and the cells of its row do not fit the header"),
        mark("remove the quote, or close it"),
    )  # fmt: skip
    ROW_AGAIN = (
        "row_again", WARNING, mark("looks like a row above: same name and amounts"),
        mark("remove it if it is the same plan"),
    )  # fmt: skip

    ROW_CALLED_TOTAL = (
        "row_called_total", WARNING, mark("is called a total, but equals no sum of rows: it is left out"),
        mark("correct its amounts, or give it the name of its place"),
    )  # fmt: skip
    ROW_SUM_IN_PART = (
        "row_sum_in_part", WARNING, mark("is called a total, but some of its amounts are no sums of the rows: it is left out"),
        mark("look whether rows are missing, or an amount above is wrong"),
    )  # fmt: skip
    ROW_LIKE_TOTAL = (
        "row_like_total", WARNING, mark("is called like a total, but equals no sum of rows: it is kept as a place"),
        mark("delete the row if it is a total"),
    )  # fmt: skip
    ROW_LIKE_SUM = (
        "row_like_sum", WARNING, mark("equals the sum of the two rows above it: it is kept as a place"),
        mark("delete the row if it is a subtotal"),
    )  # fmt: skip
    ROW_IS_SUM = (
        "row_is_sum", WARNING, mark("equals the sum of the rows above it: left out as a subtotal"),
        mark("if it is a place, move it to the top of the table"),
    )  # fmt: skip
    ROWS_HIDDEN = (
        "rows_hidden", WARNING,
        mark_plural("{n} hidden row ({rows}) is left out", "{n} hidden rows ({rows}) are left out"),
        mark("show the rows, or delete the filter, to have them read"),
    )  # fmt: skip
    COLUMN_HIDDEN = (
        "column_hidden", WARNING, mark("is a hidden column: it is left out"), mark("show it in the sheet to have it read"),
    )  # fmt: skip
    SECOND_TABLE = (
        "second_table", WARNING, mark("another table with other columns begins here: its rows are not read"),
        mark("put it on a sheet of its own"),
    )  # fmt: skip

    # amounts, counts and shares as people write them
    NOT_AN_AMOUNT = (
        "not_an_amount", ERROR, _NO_AMOUNT, mark("write digits, or leave the cell empty where it is not known"),
    )  # fmt: skip
    AMOUNT_NOT_READ = "amount_not_read", WARNING, _NO_AMOUNT, _TAKEN
    AMOUNT_DOUBTFUL = (
        "amount_doubtful", WARNING,
        mark_plural(
            "{n} amount such as {example!r} is read with a thousands mark; it could be a decimal mark",
            "{n} amounts such as {example!r} are read with a thousands mark; it could be a decimal mark",
        ),
        mark('if so, add [decimal] "COLUMN" = "," (or ".") to the mapping file'),
    )  # fmt: skip
    UNIT_DOUBTFUL = (
        "unit_doubtful", WARNING,
        mark("{where} speaks of thousands or millions, but the amounts are too large for that: they are read as euros"),
        mark('if they are in thousands, add [unit] "COLUMN" = 1000 to the mapping file'),
    )  # fmt: skip
    PARTS_ABOVE_TOTAL = (
        "parts_above_total", WARNING,
        mark("in {n} of {of} rows the funding lines add up to more than the total: a unit, a currency or a column is wrong"),
        mark("compare the units of the columns; [unit], [rates] or [columns] in the mapping file set them right"),
    )  # fmt: skip
    PART_IN_THOUSANDS = (
        "part_in_thousands", WARNING,
        mark("its amounts (up to {most}) are below 0.2% of the total in every row: they are in thousands, perhaps"),
        mark('if so, add [unit] "COLUMN" = 1000 to the mapping file'),
    )  # fmt: skip
    PART_IN_UNIT = (
        "part_in_unit", WARNING,
        mark("says no unit, and is no larger than the numbers of {other!r}, which does: it is in the same unit, perhaps"),
        mark('if so, add [unit] "COLUMN" = 1000 (or 1000000) to the mapping file, or write the unit into the header'),
    )  # fmt: skip
    TOTALS_SMALL = (
        "totals_small", WARNING,
        mark("its totals are very small (up to {most}) and no unit is said: they are in thousands, perhaps"),
        mark('if so, add [unit] "COLUMN" = 1000 to the mapping file, or write the unit into the header'),
    )  # fmt: skip
    FUNDERS_NOT_READ = (
        "funders_not_read", WARNING, mark("cannot be read as funders with their amounts"),
        mark("write each as 'Region: 120000; ...'; its lines are not known"),
    )  # fmt: skip
    FUNDERS_WITHOUT_AMOUNTS = (
        "funders_without_amounts", WARNING, mark("names funders, and no column says what they gave: their lines have no amount"),
        mark("add a column of amounts, or write 'Region: 120000; ...' into the cells"),
    )  # fmt: skip
    PART_OF_RECORDS = (
        "part_of_records", WARNING, mark("holds {n} records and speaks of {total}: it is one page of several"),
        mark("export the whole table; if every page is in the folder that is read, nothing is missing"),
    )  # fmt: skip
    AMOUNT_NEGATIVE = "amount_negative", ERROR, mark("must be at least 0"), mark("correct the sign")
    CURRENCIES_MIXED = "currencies_mixed", WARNING, _NO_RATE, mark("use one currency in a column")
    CURRENCY_WITHOUT_RATE = (
        "currency_without_rate", WARNING, _NO_RATE, mark("add to the mapping file: [rates] {name} = euros for one {name}"),
    )  # fmt: skip
    COUNT_NOT_READ = "count_not_read", WARNING, mark("is not a number above 0"), _TAKEN
    SHARE_NOT_READ = "share_not_read", WARNING, mark("is no share from 0 to 100%: an amount, perhaps"), _TAKEN
    SHARE_DOUBTFUL = (
        "share_doubtful", WARNING, mark("could be a percentage or a fraction: the column holds both"),
        mark("write all with a percent sign; taken as not known"),
    )  # fmt: skip
    SHARE_AGAINST_AMOUNTS = (
        "share_against_amounts", WARNING, mark("contradicts the amounts of its row"), mark("the amounts are used"),
    )  # fmt: skip
    CELL_ERROR = (
        "cell_error", WARNING, mark("the cell holds an error of the spreadsheet program"),
        mark("correct the formula; taken as not known"),
    )  # fmt: skip
    CELL_FORMULA = (
        "cell_formula", WARNING, mark("the cell holds a formula without a stored value"),
        mark("open the file in a spreadsheet program and save it; taken as not known"),
    )  # fmt: skip
    TOTAL_ZERO = "total_zero", WARNING, mark("a total of 0 cannot be"), _TAKEN_FOR_NOW
    TOTAL_CUT_OFF = (
        "total_cut_off", WARNING, mark("is the largest amount that some programs can hold: it was cut off, probably"),
        _TAKEN_FOR_NOW,
    )  # fmt: skip
    OPERATING_MONEY = (
        "operating_money", WARNING, mark("is operating money, not an investment"),
        mark("rows are kept with the scope 'operating'"),
    )  # fmt: skip

    # other cells as people write them
    CODE_NOT_READ = (
        "code_not_read", WARNING, mark("is no {name} that is known; taken as not known"), mark("one of: {known}"),
    )  # fmt: skip
    CELL_NOT_READ = "cell_not_read", WARNING, mark("is no {name} that can be read"), _TAKEN
    PLACE_NOT_FOUND = (
        "place_not_found", ERROR, mark("is no place of the other sheet"), mark("write it as it stands there"),
    )  # fmt: skip

    # what the columns of a file are
    NAME_MISSING = (
        "name_missing", WARNING, mark("no column has the name of the place"),
        mark("rows are called by their number; name a column in the mapping file"),
    )  # fmt: skip
    PARTS_AGAINST_WHOLE = (
        "parts_against_whole", WARNING,
        mark("is neither beside the columns by funder nor the sum of some: it is not used"),
        mark("look at the units and currencies of these columns, or settle it in the mapping file"),
    )  # fmt: skip
    PARTS_UNKNOWN = (
        "parts_unknown", WARNING, mark("is the sum of {names}: parts of the cost or what funders gave, their names do not say"),
        mark('if funders gave them, add to the mapping file: [columns] "COLUMN" = "funder:unknown" (or funder:region, ...)'),
    )  # fmt: skip
    TOTALS_TWO = (
        "totals_two", WARNING, mark("is another column of totals beside {other!r}, filled where that is empty (rows {rows}): not used"),
        _SETTLE,
    )  # fmt: skip
    SUM_OF_YEARS = (
        "sum_of_years", WARNING, mark("is the sum of the columns by year; it is taken as what the place cost"),
        mark('if it is what a funder gave, add to the mapping file: [columns] "COLUMN" = "grant_eur"'),
    )  # fmt: skip
    NO_KIND_OF_PLACE = (
        "no_kind_of_place", WARNING,
        mark("no row says that it is an innovation place: works and grants of other kinds give no verdict on places"),
        mark('name a column of kinds in the mapping file, or [constants] place_type = "third_place"; or choose rows with --where'),
    )  # fmt: skip
    COLUMN_AMBIGUOUS = (
        "column_ambiguous", WARNING, mark("is ambiguous and not used: it could be {found}"), _SETTLE,
    )  # fmt: skip
    MONEY_NOT_USED = (
        "money_not_used", WARNING, mark("holds amounts (up to {most}) that are not used: its name is not known"),
        mark('say what it is: by a click in the notebook "Your data", or in the mapping file [columns] "COLUMN" = "funder:region"'),
    )  # fmt: skip
    VAT_CONTRADICTED = (
        "vat_contradicted", WARNING, mark("is said {said}, in a column {of}: it is read as the others"),
        mark("write the amount on the basis of its column, or leave the cell empty"),
    )  # fmt: skip
    COLUMN_COULD_BE = "column_could_be", ERROR, mark("could be {found}"), _SETTLE
    NO_MONEY = (
        "no_money", ERROR, mark("no column is understood as an investment, a grant or what a funder gives"),
        mark('columns: {seen}; say what they are in a mapping file: [columns] "COLUMN" = "investment_eur"'),
    )  # fmt: skip
    SHEET_NOT_READ = (
        "sheet_not_read", WARNING,
        mark_plural(
            "holds another table with amounts, of {n} row, under other column names: it is not read",
            "holds another table with amounts, of {n} rows, under other column names: it is not read",
        ),
        mark('give both sheets the same column names, or have it read alone: [file] sheet = "NAME" in the mapping file'),
    )  # fmt: skip
    NO_TABLE = "no_table", ERROR, mark("holds no table"), mark("the first row of a table names its columns")
    NO_SUCH_SHEET = "no_such_sheet", ERROR, mark("has no sheet {name!r}"), mark("there are: {value}")

    # SCDL, the standard for lists of grants: an amount is read in any spelling, so what it says is a warning
    SCDL_COLUMN_MISSING = "scdl_column_missing", WARNING, mark("SCDL: the standard has this column")
    SCDL_VALUE_REQUIRED = "scdl_value_required", WARNING, mark("the standard requires a value"), "", SCDL
    SCDL_NOT_A_DATE = "scdl_not_a_date", WARNING, mark("is not a date: the standard writes 2017-06-27"), "", SCDL
    SCDL_NOT_A_BOOLEAN = "scdl_not_a_boolean", WARNING, mark("is neither oui nor non"), "", SCDL
    SCDL_NOT_A_NUMBER = "scdl_not_a_number", WARNING, mark("is not a number: the standard writes 47800.20"), "", SCDL
    SCDL_NOT_BETWEEN = "scdl_not_between", WARNING, mark("must lie between {low} and {high}"), "", SCDL
    SCDL_NOT_THE_PATTERN = (
        "scdl_not_the_pattern", WARNING, mark("does not match the standard's pattern {pattern}"), "", SCDL,
    )  # fmt: skip
    SCDL_NOT_A_VALUE = "scdl_not_a_value", WARNING, mark("is not one of: {values}"), "", SCDL
    SCDL_TOO_LONG = "scdl_too_long", WARNING, mark("is longer than {n} characters"), "", SCDL

    # a mapping file
    MAPPING_NOT_TOML = "mapping_not_toml", ERROR, mark("is not a mapping file (TOML): {value}")
    MAPPING_PART = "mapping_part", ERROR, mark("has a part [{name}] that is not known"), NEAR
    MAPPING_FIELD = "mapping_field", ERROR, mark("there is no field {value!r}"), NEAR, IN_MAPPING
    MAPPING_FILE_KEY = "mapping_file_key", ERROR, mark("is not known"), NEAR, IN_MAPPING
    MAPPING_DECIMAL = "mapping_decimal", ERROR, mark("must be a point or a comma"), "", IN_MAPPING
    MAPPING_NUMBER = "mapping_number", ERROR, mark("must be a number above 0"), "", IN_MAPPING
    MAPPING_ROW = "mapping_row", ERROR, mark("must be the number of a row, such as 3"), "", IN_MAPPING
    MAPPING_SEPARATOR = "mapping_separator", ERROR, mark("must be one sign, such as ;"), "", IN_MAPPING
    MAPPING_ENCODING = (
        "mapping_encoding", ERROR, mark("is no encoding of texts that is known"), mark("utf-8, cp1252, mac-roman, utf-16 ..."),
        IN_MAPPING,
    )  # fmt: skip
    MAPPING_TEXT = "mapping_text", ERROR, mark("must be a text or a number"), "", IN_MAPPING
    MAPPING_NO_COLUMN = (
        "mapping_no_column", WARNING, mark("the mapping names it, and there is no such column"), NEAR,
    )  # fmt: skip
    MAPPING_NO_ROW = "mapping_no_row", ERROR, mark("the mapping names row {at} as the header, and there is no such row")
    MAPPING_NO_FIELD = "mapping_no_field", ERROR, mark("there is no such field"), NEAR, IN_MAPPING
    MAPPING_CURRENCY = (
        "mapping_currency", ERROR, mark("must be the three letters of a currency, such as GBP"), "", IN_MAPPING,
    )  # fmt: skip
    MAPPING_VALUE = "mapping_value", ERROR, mark("{value!r} is no value of the field"), NEAR, IN_MAPPING
    MAPPING_NOT_NEEDED = "mapping_not_needed", ERROR, mark("is a data package, which needs no mapping file")

    # a file that cannot be read
    NOT_THERE = "not_there", ERROR, mark("there is no such file or folder")
    NO_SUCH_FILE = "no_such_file", ERROR, mark("there is no such file")
    FILE_MISSING = (
        "file_missing", ERROR, mark("file is missing"), mark("a data package holds places.csv and funding.csv"),
    )  # fmt: skip
    FILE_EMPTY = "file_empty", ERROR, mark("file is empty")
    FOLDER_EMPTY = (
        "folder_empty", ERROR, mark("holds neither a data package nor a table"), mark("put XLSX, ODS, CSV or JSON files there"),
    )  # fmt: skip
    TOO_MANY_FILES = "too_many_files", ERROR, mark("holds more than {value} files"), _PARTS
    PLACE_IN_TWO_FILES = (
        "place_in_two_files", WARNING, mark("stands in {other} too, with the same total: both are counted"),
        mark("keep one of them if it is the same plan"),
    )  # fmt: skip
    CANNOT_OPEN = "cannot_open", ERROR, mark("cannot be opened: {value}")
    CANNOT_OPEN_FILE = "cannot_open_file", ERROR, mark("cannot be opened: {strerror}")
    TOO_LARGE = "too_large", ERROR, mark("is larger than {value} MB"), _PARTS
    TABLE_TOO_LARGE = "table_too_large", ERROR, mark("is too large")
    RECORDS_TOO_LARGE = "records_too_large", ERROR, mark("is too large: {rows} rows and {columns} columns"), _AS_PACKAGE
    UNPACKS_TOO_LARGE = "unpacks_too_large", ERROR, _UNPACKS
    WORKBOOK_TOO_LARGE = "workbook_too_large", ERROR, _UNPACKS, mark("save the data as CSV")
    TOO_MANY_COLUMNS = "too_many_columns", ERROR, mark("has more than {most_columns} columns"), _FEWER_COLUMNS
    TOO_MANY_FIELDS = (
        "too_many_fields", ERROR, mark("has more than {most_columns} fields"), mark("keep the fields that are needed"),
    )  # fmt: skip
    TOO_MANY_CELLS = "too_many_cells", ERROR, mark("has more than {most_cells} cells"), _AS_PACKAGE
    TOO_MANY_ROWS = "too_many_rows", ERROR, mark("has more than {most_rows} rows"), _PARTS
    TOO_MANY_SHEETS = (
        "too_many_sheets", ERROR, mark("has more than {most_sheets} sheets"),
        mark("keep the sheets with places and funding lines"),
    )  # fmt: skip
    SHEET_TOO_FAR = (
        "sheet_too_far", ERROR, mark("has a sheet that reaches too far: row {height}, column {width}"), _SAVE_ANEW,
    )  # fmt: skip
    READING_TOO_LARGE = (
        "reading_too_large", ERROR, mark("takes more memory or time than a table does"),
        mark("copy the cells that are needed into a new workbook"),
    )  # fmt: skip
    LINE_TOO_LONG = "line_too_long", ERROR, mark("has a line of more than {value} MB: that is no table")
    NUL_BYTE = (
        "nul_byte", ERROR, mark("holds a NUL byte"), mark("save the file anew as CSV UTF-8 or as a spreadsheet"),
    )  # fmt: skip
    NUL_BYTE_IN_PACKAGE = (
        "nul_byte_in_package",
        ERROR,
        mark("holds a NUL byte"),
        mark("save the file anew as UTF-8 text"),
    )
    LETTERS_REPAIRED = (
        "letters_repaired", WARNING,
        mark("letters were encoded twice (UTF-8 taken for another encoding): {before} is read as {after}"),
        mark("save the file anew as CSV UTF-8 from its source"),
    )  # fmt: skip
    LETTERS_LOST = (
        "letters_lost", WARNING, mark("accents are lost: letters were damaged when the file was saved in another encoding"),
        mark("save the file anew as CSV UTF-8 from its source"),
    )  # fmt: skip
    NOT_UTF_8 = "not_utf_8", ERROR, mark("is not UTF-8 text"), mark("save the file as CSV UTF-8")
    NOT_TEXT = (
        "not_text", ERROR, mark("is not a table: neither text nor a spreadsheet"), mark("save it as XLSX, ODS or CSV"),
    )  # fmt: skip
    NOT_A_TABLE = "not_a_table", ERROR, mark("is not a table: {error}"), _QUOTES
    NOT_A_CSV_TABLE = "not_a_csv_table", ERROR, mark("is not a CSV table: {error}"), _QUOTES
    OTHER_KIND = "other_kind", ERROR, mark("is {kind}, not a table"), mark("save the table as XLSX, ODS or CSV")
    APPLE_NUMBERS = (
        "apple_numbers", ERROR, mark("is a file of Apple Numbers"), mark("export it as Excel or CSV: File > Export To"),
    )  # fmt: skip
    XML_DAMAGED = "xml_damaged", ERROR, mark("is an XML file that is damaged"), _SAVE_ANEW
    DOCUMENTS_EXTRA = (
        "documents_extra", ERROR, mark("is a {kind}: its tables are read where the extra for documents is installed"),
        mark("pip install 'cluster-funding[documents]', or save the table as XLSX, ODS or CSV"),
    )  # fmt: skip
    DOCUMENT_DAMAGED = (
        "document_damaged", ERROR, mark("is a {kind} that cannot be read"), mark("save the table as XLSX, ODS or CSV"),
    )  # fmt: skip
    DOCUMENT_WITHOUT_TABLE = (
        "document_without_table", ERROR, mark("is a {kind} without a table"), mark("save the table as XLSX, ODS or CSV"),
    )  # fmt: skip
    DOCUMENT_SCANNED = (
        "document_scanned", ERROR, mark("is a PDF of pictures without text: a scan cannot be read"),
        mark("write its table into a spreadsheet"),
    )  # fmt: skip
    DOCUMENT_TOO_LONG = (
        "document_too_long", ERROR, mark("has more than {value} pages"), mark("keep the pages with the table"),
    )  # fmt: skip
    OTHER_ARCHIVE = (
        "other_archive", ERROR, mark("is an archive without a data package or a workbook"), mark("name the table in it"),
    )  # fmt: skip
    SPREADSHEET_DAMAGED = "spreadsheet_damaged", ERROR, mark("is damaged or not a spreadsheet"), _SAVE_ANEW
    PASSWORD = "password", ERROR, mark("is protected by a password"), mark("save it without")
    PARQUET_DAMAGED = "parquet_damaged", ERROR, mark("is damaged or not a Parquet file")
    NO_ROW = "no_row", ERROR, mark("holds no row")
    NOT_JSON = "not_json", ERROR, mark("is not JSON: {value}")
    NESTED_TOO_DEEPLY = "nested_too_deeply", ERROR, mark("is nested too deeply")
    NO_RECORDS = (
        "no_records", ERROR, mark("holds no list of records"),
        mark('a list such as [{"name": ..., "total": ...}, ...] is needed'),
    )  # fmt: skip
    ARCHIVE_DAMAGED = "archive_damaged", ERROR, mark("is damaged"), mark("make the archive anew")
    ARCHIVE_LEADS_OUT = "archive_leads_out", ERROR, mark("holds a path that leads out of it: {names}")
    LINK_LEADS_OUT = (
        "link_leads_out", ERROR, mark("is a link that leads out of the folder"), mark("put the file itself there"),
    )  # fmt: skip
    NO_DESCRIPTOR = "no_descriptor", ERROR, mark("is not the descriptor of a data package")
    RESOURCE_PATH = "resource_path", ERROR, mark("resource {name}: path must be one text")
    PATH_LEADS_OUT = (
        "path_leads_out", ERROR, mark("path {path!r} leads out of the package"), mark("put the file beside the descriptor"),
    )  # fmt: skip

    def word(self, fields: Mapping[str, Any]) -> str:
        """What is said of who breaks the rule, in the language that is spoken.

        Examples
        --------
        >>> Rule.SCDL_TOO_LONG.word({"n": 5})
        'SCDL: is longer than 5 characters'
        """
        said = _(self.text) if isinstance(self.text, str) else ngettext(*self.text, fields["number"])
        said = said.format(**fields) if fields else said
        return _(self.frame).format(**fields, rule=said, broken=said) if self.frame else said

    def word_hint(self, fields: Mapping[str, Any]) -> str:
        """What to do, in the language that is spoken; empty where there is nothing to add."""
        said = _(self.hint)
        return said.format(**fields) if fields else said
