import json
from itertools import pairwise
from pathlib import Path

import pytest

from bench.corpus import series, write
from bench.gold import gold
from bench.render import FORMATS, render
from bench.reports import FORMS, report

SHARED = Path("..") / "shared" / "gold"
SEEDS = range(40)


def keys_of(found, key):
    return {k for row in found for k in row.get(key, {}) or {}}


@pytest.mark.parametrize("form", FORMS)
def test_same_seed_same_report(form):
    for seed in (3, 4):
        assert render(report(seed, form)) == render(report(seed, form))
        assert gold(report(seed, form)) == gold(report(seed, form))


def test_seeds_differ():
    texts = {render(report(seed)) for seed in range(200)}
    assert len(texts) == 200


@pytest.mark.parametrize("form", [f for f in FORMS if f not in ("generic", "meeting_decision_progress")])
def test_clean_sums_fit(form):
    for seed in SEEDS:
        made = gold(report(seed, form))
        assert all(one["ok"] for one in made["checks"]["area_weight_sums"])
        assert all(one["ok"] for one in made["checks"]["plan_total"] or [])
        wrong = {"AREA_WEIGHT_MISMATCH", "PLAN_TOTAL_MISMATCH", "QUARTER_SUM_MISMATCH", "TOTAL_MISMATCH"}
        assert not wrong & {issue["code"] for issue in made["issues"]}


@pytest.mark.parametrize("form", FORMS)
def test_codes_unique_and_rows_numbered(form):
    for seed in SEEDS:
        made = gold(report(seed, form))
        codes = [
            (r["table_no"], r["indicator"]["code"])
            for r in made["indicators"]
            if (r.get("indicator") or {}).get("code")
        ]
        assert len(codes) == len(set(codes))
        places = [(r["table_no"], r["row_no"]) for r in made["indicators"]]
        assert places == sorted(set(places))
        for row in made["indicators"]:
            table = made["tables"][row["table_no"] - 1]
            assert table["rows"][row["row_no"] - 1]["role"] == "data"


@pytest.mark.parametrize("form", FORMS)
def test_values_stand_in_their_cells(form):
    for seed in SEEDS:
        made = gold(report(seed, form))
        for row in made["indicators"]:
            table = made["tables"][row["table_no"] - 1]
            lines = table["rows"][row["row_no"] - 1 : row["row_no"] + 1]
            for value in row["values"]:
                printed = [
                    line["cells"][value["col_no"] - 1] for line in lines if len(line["cells"]) >= value["col_no"]
                ]
                assert any(value["raw"] in cell for cell in printed)


def test_levels_fall_or_rise_in_clean_reports():
    for seed in range(100):
        for row in gold(report(seed))["indicators"]:
            levels = [
                v["value_num"] for v in row["values"] if v["kind"] == "target_level" and v["value_num"] is not None
            ]
            steps = [b - a for a, b in pairwise(levels)]
            assert all(s < 0 for s in steps) or all(s > 0 for s in steps)


@pytest.mark.parametrize("fmt", FORMATS)
def test_every_format_prints_every_figure(fmt):
    for seed in range(30):
        made = report(seed, None, fmt)
        text = render(made)
        for row in gold(made)["indicators"]:
            assert all(value["raw"] in text for value in row["values"])


def test_written_corpus_has_truth_for_each_report(tmp_path):
    assert write(tmp_path, series(12, 0)) == 12
    names = sorted(p.name for p in (tmp_path / "reports").iterdir())
    assert [n + ".gold.json" for n in names] == sorted(p.name for p in (tmp_path / "gold").iterdir())
    assert all(json.loads(p.read_text("utf-8"))["indicators"] for p in (tmp_path / "gold").iterdir())


@pytest.mark.skipif(not SHARED.exists(), reason="the hand-made golds are not here")
def test_schema_is_the_golds():
    hand = [json.loads(p.read_text("utf-8")) for p in sorted(SHARED.glob("*.gold.json"))]
    own = [gold(report(seed)) for seed in range(60)]
    top = set.intersection(*(set(g) for g in hand))
    assert all(top <= set(g) for g in own)
    facts = set.intersection(*(set(g["document"]) for g in hand)) - {"fiscal_year_raw", "quarter_raw"}
    assert all(facts <= set(g["document"]) for g in own)
    rows = set.intersection(*(set(r) for g in hand for r in g["indicators"])) - {"source_line"}
    assert all(rows <= set(r) for g in own for r in g["indicators"])
    values = set.intersection(*(set(v) for g in hand for r in g["indicators"] for v in r["values"]))
    assert all(values <= set(v) for g in own for r in g["indicators"] for v in r["values"])
    issues = set.intersection(*(set(i) for g in hand for i in g["issues"]))
    assert all(issues <= set(i) for g in own for i in g["issues"])
