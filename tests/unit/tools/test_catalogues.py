"""The check of the catalogues finds each of their faults."""

from __future__ import annotations

import catalogues


def test_the_check_of_a_catalogue_finds_what_is_missing_unsure_stale_or_ill_formed(tmp_path, monkeypatch):
    for folder in ("src/analysis", "notebooks", "data", "docs"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "src" / "analysis" / "a.py").write_text(
        '_("good"), _("new"), _("{n} of {total}"), _("unsure"), _("## Who?"), _("empty"), _("a: b"), ngettext("{n} a", "{n} as", 2)'
    )
    (tmp_path / "fr" / "LC_MESSAGES").mkdir(parents=True)
    said = {
        "good": "bon",
        "{n} of {total}": "{n} sur {tout}",
        "## Who?": "Qui\u202f?",
        "empty": "",
        "a: b": "a : b",
        "gone": "parti",
    }
    entries = [f'msgid "{source}"\nmsgstr "{text}"\n' for source, text in said.items()]
    entries += ['#, fuzzy\nmsgid "unsure"\nmsgstr "incertain"\n']
    entries += ['msgid "{n} a"\nmsgid_plural "{n} as"\nmsgstr[0] "{n} a"\nmsgstr[1] "{m} as"\n']
    text = catalogues.HEADER.format(lang="fr") + "\n".join(entries)
    (tmp_path / "fr" / "LC_MESSAGES" / "messages.po").write_text(text, encoding="utf-8")
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
    told = "\n".join(catalogues.faults("fr", tmp_path))
    for fault in (
        "missing: 'new'", "stale: 'gone'", "fuzzy: 'unsure'", "is not translated: 'empty'",
        "has the fields ['n', 'tout'], the source has ['n', 'total']", "has other headings: '## Who?'",
        "is not set in type", "has the fields ['m'], the source has ['n']: '{n} as'",
    ):  # fmt: skip
        assert fault in told
    assert "good" not in told
    catalogues.update("fr", tmp_path)
    told = "\n".join(catalogues.faults("fr", tmp_path))
    assert "missing" not in told
    assert "stale" not in told
    assert "set in type" not in told
