from pathlib import Path

import pytest

from bench.gold import gold
from bench.mutations import MUTATIONS, mutated
from bench.render import render
from bench.reports import close, draft

SEEDS = range(12)
# damage → a code that a clerk must raise for it
TOLD = {
    "area_weight_digit": {"AREA_WEIGHT_MISMATCH"}, "no_weight": {"MISSING_WEIGHT"}, "no_targets": {"EMPTY_TARGETS"},
    "impossible_day": {"INVALID_DATE"}, "late_level": {"NON_MONOTONIC_TARGETS"},
    "level_digit": {"NON_MONOTONIC_TARGETS", "LEVEL_TEMPLATE_MISMATCH"}, "joined_word": {"MULTI_VALUE_CELL"},
    "quarter_digit": {"QUARTER_SUM_MISMATCH", "TOTAL_MISMATCH"}, "total_digit": {"TOTAL_MISMATCH"},
    "copied_targets": {"UNIT_VALUE_MISMATCH"}, "fused_number_row": {"NUMBER_ROW_MERGED_INTO_DATA"},
    "shifted_labels": {"COLUMN_SHIFT"}, "spurious_column": {"COLUMN_SHIFT"}, "header_leak": {"HEADER_LEAK_INTO_DATA"},
    "lost_cell": {"COLUMN_SHIFT"}, "area_low": {"ROWSPAN_MISALIGNED"}, "area_high": {"ROWSPAN_MISALIGNED"},
    "collapsed_rows": {"MULTI_ITEM_CELL"}, "same_code": {"DUPLICATE_CODE"}, "memo_group": {"MEMO_NO_MALFORMED"},
    "label_garble": {"OCR_GARBLE"}, "title_garble": {"OCR_GARBLE"}, "area_garble": {"OCR_GARBLE"},
    "text_garble": {"OCR_GARBLE"}, "unit_garble": {"OCR_GARBLE"}, "signature_garble": {"OCR_GARBLE"},
}  # fmt: skip


def pairs(name):
    """Damaged reports of this kind with the clean ones they come from."""
    found = []
    for seed in SEEDS:
        made = mutated(seed, mutation=name)
        if made.mutation == name:
            clean, _ = draft(seed, made.form, made.fmt)
            found.append((close(clean), made))
    return found


@pytest.mark.parametrize("name", MUTATIONS)
def test_damage_shows_in_the_file_and_is_repeatable(name):
    found = pairs(name)
    assert found
    for clean, made in found:
        assert render(made) != render(clean)
        assert render(made) == render(mutated(made.seed, made.form, made.fmt, name))


@pytest.mark.parametrize("name", TOLD)
def test_damage_is_told(name):
    for clean, made in pairs(name):
        said = [i["code"] for i in gold(made)["issues"] if i["must_flag"]]
        before = [i["code"] for i in gold(clean)["issues"] if i["must_flag"]]
        more = {code for code in said if said.count(code) > before.count(code)}
        assert TOLD[name] & (more or set(said))


@pytest.mark.parametrize("name", ["weight_digit", "level_digit", "quarter_digit", "late_level", "total_digit"])
def test_misread_figures_are_doubted_and_kept_as_printed(name):
    for clean, made in pairs(name):
        before = {(r["table_no"], r["row_no"]): r for r in gold(clean)["indicators"]}
        changed = 0
        for row in gold(made)["indicators"]:
            old = before[row["table_no"], row["row_no"]]
            held = [(row["weight"], old["weight"])] if row.get("weight") else []
            for now, was in [*held, *zip(row["values"], old["values"], strict=True)]:
                if now["raw"] != was["raw"]:
                    changed += 1
                    assert now["uncertain"]
        assert changed == 1


def test_other_rows_keep_their_values_when_a_row_is_lost():
    for clean, made in pairs("dropped_row"):
        before, after = gold(clean)["indicators"], gold(made)["indicators"]
        assert len(after) == len(before) - 1
        texts = {r["indicator"]["raw"]: [v["raw"] for v in r["values"]] for r in before}
        assert all(texts[r["indicator"]["raw"]] == [v["raw"] for v in r["values"]] for r in after)


def test_collapsed_rows_leave_an_orphan():
    for clean, made in pairs("collapsed_rows"):
        truth = gold(made)
        assert len(truth["orphan_activities"]) == 1
        orphan = truth["orphan_activities"][0]
        row = next(
            r for r in truth["indicators"] if r["row_no"] == orphan["row_no"] and r["table_no"] == orphan["table_no"]
        )
        assert row["activity"]["raw"].endswith(orphan["item_raw"])
        assert row["activity"]["raw"].startswith(row["activity"]["item_raw"])
        assert len(truth["indicators"]) == len(gold(clean)["indicators"]) - 1


def test_fused_number_row_holds_no_data():
    for _, made in pairs("fused_number_row"):
        sheet = next(n for n, s in enumerate(made.sheets, start=1) if s.fused)
        first = next(r for r in gold(made)["indicators"] if r["table_no"] == sheet)
        assert {v["status"] for v in first["values"]} == {"not_data"}
        assert first["indicator"]["status"] == "not_data"


def test_lost_cell_makes_a_short_line():
    for _, made in pairs("lost_cell"):
        if made.fmt == "tsv" and not made.trimmed:
            widths = [line.count("\t") for line in render(made).splitlines() if line.count("\t") > 6]
            assert len(set(widths)) > 1


def test_shifted_labels_move_no_data():
    for clean, made in pairs("shifted_labels"):
        assert gold(clean)["indicators"] == gold(made)["indicators"]


def test_no_part_of_the_bench_knows_the_pipeline():
    for path in Path("bench").glob("*.py"):
        text = path.read_text("utf-8")
        assert "import extract" not in text
        assert "from extract" not in text
        assert "from normalize" not in text
