"""`python -m train run|resume|publish|evaluate|measure|export|install|calibrate|sheet|fonts`: the verbs of training.

FOLDER holds checkpoints.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import cv2
import numpy as np

_HERE = Path(__file__).parent
_PUBLISHED = _HERE / "weights.pt"


def main(words: list[str] | None = None) -> int:
    """Runs one verb; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m train", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    run = verbs.add_parser("run", help="start a run")
    run.add_argument("--settings", type=Path, default=_HERE / "run.toml")
    resume = verbs.add_parser("resume", help="go on from the newest checkpoint, else from the published weights")
    resume.add_argument("--settings", type=Path, help="of a run that begins at the published weights; else theirs")
    for verb in (run, resume):
        verb.add_argument("--folder", type=Path, default=Path("out/train"))
        verb.add_argument("--until", help="clock time HH:MM to stop at, whatever validation says")
    resume.add_argument("--fall", type=int, help="let the rate fall from here on, over so many lines")
    evaluate = verbs.add_parser("evaluate", help="error rates of a checkpoint on every evaluation set")
    evaluate.add_argument("checkpoint", type=Path)
    evaluate.add_argument("--lines", type=int, default=1000)
    evaluate.add_argument("--final", action="store_true", help="the held-out families too: for the final measure only")
    evaluate.add_argument("--misread", type=int, default=0, help="show so many misread lines a set")
    evaluate.add_argument("--sets", nargs="+", default=(), help="these sets only")
    export = verbs.add_parser("export", help="ONNX files of the averaged weights: float and int8")
    export.add_argument("checkpoint", type=Path)
    export.add_argument("--folder", type=Path, default=Path("out/train"))
    export.add_argument("--lines", type=int, default=400, help="of each set on which both files are compared")
    publish = verbs.add_parser("publish", help="keep the averaged weights in the repository: what `resume` takes up")
    publish.add_argument("checkpoint", type=Path)
    install = verbs.add_parser("install", help="put a checkpoint's network into the package, and calibrate it")
    install.add_argument("checkpoint", type=Path)
    calibrate = verbs.add_parser("calibrate", help="measure the packaged network's confidence anew")
    for verb in (install, calibrate):
        verb.add_argument("--lines", type=int, default=1000, help="of each set on which confidence is measured")
    measure = verbs.add_parser("measure", help="the packaged network beside Tesseract, on families it has not seen")
    measure.add_argument("--lines", type=int, default=200, help="of each family and quality")
    measure.add_argument("--final", action="store_true", help="the held-out families: for the final measure only")
    measure.add_argument("--page", type=Path, help="write what was measured as a page of the docs")
    sheet = verbs.add_parser("sheet", help="a picture of synthetic lines, to look at")
    sheet.add_argument("picture", type=Path)
    sheet.add_argument("--lines", type=int, default=120)
    unpack = verbs.add_parser("fonts", help="unpacked font packages → .ttf files in a folder, for TRAIN_FONTS")
    unpack.add_argument("folder", type=Path)
    unpack.add_argument("packages", type=Path, nargs="+")
    chosen = parser.parse_args(words)
    return int(globals()[f"_{chosen.verb}"](chosen) or 0)


def _run(chosen: argparse.Namespace) -> None:
    from train import evaluation, loop, settings

    loop.run(loop.start(settings.read(chosen.settings)), chosen.folder, evaluation.watch, _until(chosen.until))


def _resume(chosen: argparse.Namespace) -> None:
    from train import evaluation, loop, settings

    newest = chosen.folder / loop.NEWEST
    given = settings.read(chosen.settings) if chosen.settings else None
    state = loop.load(newest) if newest.exists() else loop.take_up(_PUBLISHED, given)
    if chosen.fall:
        state.settings = replace(state.settings, learning=replace(state.settings.learning, fall=chosen.fall))
        state.falling = state.lines
    loop.run(state, chosen.folder, evaluation.watch, _until(chosen.until))


def _publish(chosen: argparse.Namespace) -> None:
    from train import loop

    loop.publish(loop.load(chosen.checkpoint), _PUBLISHED)


def _until(clock: str | None) -> float:
    """Seconds since 1970 of the next time the clock shows HH:MM; without a clock time, never."""
    if clock is None:
        return float("inf")
    hour, minute = map(int, clock.split(":"))
    now = datetime.now().astimezone()
    then = now.replace(hour=hour, minute=minute, second=0)
    return (then if then > now else then + timedelta(days=1)).timestamp()


def _evaluate(chosen: argparse.Namespace) -> None:
    from train import evaluation, loop

    net = loop.load(chosen.checkpoint).average
    sets = {**evaluation.SETS, **evaluation.FINAL} if chosen.final else evaluation.SETS
    for name in chosen.sets or sets:
        began = time.monotonic()
        found = list(evaluation.read(net, evaluation.made(name, chosen.lines)))
        cer, exact = evaluation.rates(found)
        sys.stdout.write(
            f"{name:24}{100 * cer:8.2f} % CER{100 * exact:8.1f} % exact{time.monotonic() - began:8.1f} s\n"
        )
        wrong = [one for one in found if one.errors][: chosen.misread]
        sys.stdout.writelines(f"    {one.line.text!r} → {one.text!r}  {one.line.family}\n" for one in wrong)


def _export(chosen: argparse.Namespace) -> None:
    from train import export

    export.write(chosen.checkpoint, chosen.folder)
    for name, file, cer, exact in export.compare(chosen.folder, chosen.lines):
        sys.stdout.write(f"{name:24}{file:24}{100 * cer:8.2f} % CER{100 * exact:8.1f} % exact\n")


def _install(chosen: argparse.Namespace) -> None:
    from train import packaging

    packaging.install(chosen.checkpoint)
    _publish(chosen)
    _calibrate(chosen)


def _calibrate(chosen: argparse.Namespace) -> None:
    from train import packaging

    for name, curve in packaging.calibrate(chosen.lines).items():
        points = ", ".join(f"{odds:.1f}: {share:.4f}" for odds, share in zip(curve.odds, curve.shares, strict=True))
        sys.stdout.write(f"{name}: {points}\n")


def _measure(chosen: argparse.Namespace) -> None:
    from train import measure, measured

    found = []
    for score in measure.scores(chosen.lines, final=chosen.final):
        sys.stderr.write(f"{score}\n")
        found.append(score)
    families = measure.families(final=chosen.final)
    scales = [(family, list(measure.by_scale(chosen.lines, family))) for family in families]
    text = measured.page(found, scales, chosen.lines)
    sys.stdout.write(text)
    if chosen.page:
        chosen.page.write_text(text, encoding="utf-8")


def _sheet(chosen: argparse.Namespace) -> None:
    from train import lines

    rows: list[np.ndarray[tuple[int, ...], np.dtype[np.uint8]]] = []
    for line in lines.block(lines.training_source(), "sheet", chosen.lines):
        picture = 255 - np.pad(line.picture, ((2, 2), (2, 8)))
        if rows and rows[-1].shape[1] + picture.shape[1] <= 1200:
            rows[-1] = np.hstack((rows[-1], picture))
        else:
            rows.append(picture)
    width = max(row.shape[1] for row in rows)
    padded = [np.pad(row, ((0, 0), (0, width - row.shape[1])), constant_values=200) for row in rows]
    cv2.imwrite(str(chosen.picture), np.vstack(padded))


def _fonts(chosen: argparse.Namespace) -> None:
    from train import fonts

    sys.stdout.writelines(f"{file}\n" for file in fonts.shipped(chosen.folder, chosen.packages))


if __name__ == "__main__":
    sys.exit(main())
