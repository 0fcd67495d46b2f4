"""Training takes up where it stopped, exactly. Needs torch."""

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs the extra train")
pytest.importorskip("uharfbuzz", reason="needs the extra train")

from train import batches, loop, network, settings
from train.lines import Line
from train.settings import Shape

torch.set_num_threads(1)
SMALL = settings.from_table({"network": {"trunk": [4, 8, 8], "width": 16, "blocks": 1, "kernel": 3}})


def batch(seed):
    chance = np.random.default_rng(seed)
    made = [
        Line(chance.integers(0, 255, (32, width), dtype=np.uint8), text, "none", "clean")
        for width, text in ((40, "১২"), (64, "টাকা"), (61, "৫%"))
    ]
    return batches.pack(made, 0, seed)


def test_a_frame_every_second_column():
    logits = network.Recogniser(Shape((4, 8, 8), 16, 1, 3)).eval()(torch.zeros(2, 1, 32, 50))
    assert logits.shape == (2, network.CLASSES, 1, 25)


def test_a_batch_is_padded_with_paper():
    packed = batch(1)
    assert packed.pictures.shape == (3, 32, 64) and not packed.pictures[0, :, 40:].any()
    assert packed.lengths.tolist() == [2, 4, 2] and packed.frames.tolist() == [20, 32, 31]


def test_settings_survive_a_checkpoint():
    assert settings.from_table(SMALL.table()) == SMALL


def test_resuming_is_exact(tmp_path):
    straight = loop.start(SMALL)
    loop.learn(straight, batch(1), 1e-3)
    loop.save(straight, tmp_path)
    resumed = loop.load(tmp_path / loop.NEWEST)
    losses = [loop.learn(state, batch(2), 1e-3) for state in (straight, resumed)]
    assert losses[0] == losses[1] and (resumed.step, resumed.place) == (2, 3)
    for name in ("net", "average"):
        one, other = (getattr(state, name).state_dict() for state in (straight, resumed))
        assert all(torch.equal(one[key], other[key]) for key in one)


def test_learning_lowers_the_loss():
    state = loop.start(SMALL)
    losses = [loop.learn(state, batch(1), 1e-2) for _ in range(60)]
    assert losses[-1] < losses[0] / 2


def test_published_weights_are_taken_up(tmp_path):
    state = loop.start(SMALL)
    loop.learn(state, batch(1), 1e-2)
    loop.publish(state, tmp_path / "weights.pt")
    taken = loop.take_up(tmp_path / "weights.pt")
    assert (taken.lines, taken.block, taken.step) == (3, 1, 0)  # the next block's lines were never seen
    kept = state.average.state_dict()
    for name, one in taken.net.state_dict().items():
        assert torch.allclose(one, kept[name], atol=1e-3), name


def test_published_weights_go_on_with_other_settings_and_the_same_network(tmp_path):
    loop.publish(loop.start(SMALL), tmp_path / "weights.pt")
    other = settings.from_table({"seed": "figures", "kinds": {"bare": 3, "phrase": 1}, "learning": {"rate": 1e-4}})
    taken = loop.take_up(tmp_path / "weights.pt", other).settings
    assert (taken.network, taken.seed, taken.learning.rate) == (SMALL.network, "figures", 1e-4)
    assert settings.from_table(taken.table()) == taken


def test_the_settings_in_the_repository_are_read():
    found = {file.stem: settings.read(file) for file in Path(loop.__file__).parent.glob("*.toml")}
    assert found["run"] == settings.Settings() and dict(found["figures"].kinds)["bare"] > 40


def test_the_rate_falls_once_validation_is_no_better():
    state = loop.start(settings.from_table({**SMALL.table(), "watch": {"patience": 2}, "learning": {"fall": 100}}))
    rates = []
    for lines, error in ((10, 0.5), (20, 0.4), (30, 0.4), (40, 0.45), (90, 0.3), (140, 0.2)):
        state.lines = lines
        loop.judge(state, {"cer known": error, "exact known": 1.0})
        rates.append(round(state.left, 3))
    assert rates == [1.0, 1.0, 1.0, 1.0, 0.5, 0.0] and state.falling == 40
