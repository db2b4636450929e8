"""``detect train encoder``: from the data folder to the encoder in ``models/full/``."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from detect.errors import UsageError
from detect.model.store import models_folder
from detect.training.corpora import data_folder
from detect.training.encoder.batches import Batches, Labelled
from detect.training.encoder.data import prepare
from detect.training.encoder.export import export
from detect.training.encoder.network import Net, padded, pretrained_tokenizer, vocabulary
from detect.training.progress import progress_log

STEPS = 5200
CYCLE = 2600
"""Steps after which optimiser and learning rate begin again (warm restarts, Loshchilov and Hutter 2017): the weights at
the end of every cycle are those of a finished run, and a longer run goes on from a shorter one."""
RATE = 1.5e-4
"""Learning rate at its highest; it rises over the first 5 % of a cycle and falls to 0 at its last step."""
WARM_UP = 0.05
DECAY = 0.01
TAGGER_WEIGHT = 0.5
LOG_EVERY, STORE_EVERY = 50, 100


def train(
    data: str | Path | None = None,
    output: str | Path | None = None,
    steps: int = STEPS,
    checkpoint: str | Path = "encoder.pt",
    *,
    resume: bool = False,
) -> Path:
    """Train the encoder, and export it.

    Parameters
    ----------
    data : path, optional
        The data folder (see `detect.training.corpora.data_folder`).
    output : path, optional
        ``models/full`` of the checkout unless given.
    steps : int
    checkpoint : path
        Where weights, optimiser and random states are stored every `STORE_EVERY` steps.
    resume : bool
        Go on from `checkpoint` instead of beginning. On a CPU the outcome is that of a run that was never interrupted.
        A run that ended with a cycle may go on with more steps.

    Returns
    -------
    Path
        The folder written.

    Raises
    ------
    UsageError
        Where there is no data, or no checkpoint to go on from.
    """
    folder = data_folder(data)
    stored = Path(checkpoint)
    if resume and not stored.is_file():
        raise UsageError(f"{stored}: no such checkpoint to go on from; leave out --resume to begin")
    say = progress_log()
    texts, marked = prepare(folder, pretrained_tokenizer(), say)
    fit(Batches(texts, marked, vocabulary()), steps, stored, say, resume=resume)
    return export(stored, folder, Path(output) if output else models_folder() / "full", say)


def fit(batches: Batches, steps: int, checkpoint: Path, say: Callable[[str], None], *, resume: bool = False) -> None:
    """Run all steps (on a GPU where there is one), storing to `checkpoint`. The seed is fixed."""
    device = "cuda" if torch.cuda.is_available() else "cpu"
    if device == "cpu":
        torch.set_num_threads(1)  # sums in another order would give other weights
    torch.manual_seed(0)
    net = Net().to(device)
    net.train()
    net.b.embeddings.word_embeddings.weight.requires_grad_(False)
    optimiser = _optimiser(net)
    first = _restore(checkpoint, net, optimiser, batches, steps) if resume else 0
    say(f"training on {device}, steps {first + 1:,} to {steps:,}")
    began = time.monotonic()
    running = np.zeros(4)
    for step in range(first, steps):
        cycle, within = divmod(step, CYCLE)
        if cycle and not within:
            optimiser = _optimiser(net)
            torch.manual_seed(cycle)
        part = within / min(CYCLE, steps - cycle * CYCLE)
        for group in optimiser.param_groups:
            group["lr"] = RATE * min(1.0, part / WARM_UP) * (1.0 - part) + 1e-7
        losses = _losses(net, *batches.draw(), device)
        loss = losses[0] + losses[1] + TAGGER_WEIGHT * losses[2] + TAGGER_WEIGHT * losses[3]
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad()
        running += [own.item() for own in losses]
        if (step + 1) % LOG_EVERY == 0:
            left = (time.monotonic() - began) / (step + 1 - first) * (steps - step - 1)
            say(f"step {step + 1:,} of {steps:,}, losses {running / LOG_EVERY}, {left / 60:.0f} minutes left")
            running[:] = 0.0
        if (step + 1) % STORE_EVERY == 0 or step + 1 == steps:
            _store(checkpoint, net, optimiser, batches, step + 1, steps)


def _optimiser(net: Net) -> Any:
    """A fresh one, with weight decay for matrices alone."""
    decaying = [weights for weights in net.parameters() if weights.ndim > 1 and weights.requires_grad]
    others = [weights for weights in net.parameters() if weights.ndim <= 1]
    return torch.optim.AdamW(
        [{"params": decaying, "weight_decay": DECAY}, {"params": others, "weight_decay": 0.0}], lr=RATE
    )


def _losses(
    net: Net, batch: list[Labelled], sentences: list[tuple[Any, Any]], device: str
) -> tuple[Any, Any, Any, Any]:
    """Of translation, rewriting, the tagger on texts without damage, and the tagger on marked sentences."""
    cross_entropy = nn.functional.binary_cross_entropy_with_logits
    ids, attention = (tensor.to(device) for tensor in padded([item.ids for item in batch]))
    heads, damage = net(ids, attention)
    truth = torch.tensor([[item.machine_translated, item.rewritten] for item in batch], device=device).float()
    weights = torch.tensor([item.weights for item in batch], device=device)
    own = [
        (cross_entropy(heads[:, head], truth[:, head], reduction="none") * weights[:, head]).sum()
        / weights[:, head].sum()
        for head in (0, 1)
    ]
    clean = torch.tensor([item.clean for item in batch], device=device)
    inside = attention[clean]
    zero = cross_entropy(damage[clean], torch.zeros_like(damage[clean]), reduction="none")
    third = (zero * inside).sum() / inside.sum()
    ids, attention = (tensor.to(device) for tensor in padded([window for window, _ in sentences]))
    _, damage = net(ids, attention)
    marks = torch.zeros(ids.shape)
    for row, (_, marked) in enumerate(sentences):
        marks[row, 1 : len(marked) + 1] = torch.from_numpy(marked.astype(np.float32))
    counted = attention.float()
    counted[:, 0] = 0
    fourth = (cross_entropy(damage, marks.to(device), reduction="none") * counted).sum() / counted.sum()
    return own[0], own[1], third, fourth


def _store(checkpoint: Path, net: Net, optimiser: Any, batches: Batches, step: int, steps: int) -> None:
    """Write a checkpoint, whole or not at all."""
    state = {
        "net": net.state_dict(),
        "optimiser": optimiser.state_dict(),
        "step": step,
        "steps": steps,
        "random": batches.random.getstate(),
        "torch": torch.get_rng_state(),
    }
    if torch.cuda.is_available():
        state["cuda"] = torch.cuda.get_rng_state()
    temporary = checkpoint.with_name(checkpoint.name + ".new")
    torch.save(state, temporary)
    temporary.replace(checkpoint)


def _restore(checkpoint: Path, net: Net, optimiser: Any, batches: Batches, steps: int) -> int:
    """Take up a checkpoint; the number of steps that are done. Raises UsageError for one of another run."""
    state = torch.load(checkpoint, weights_only=True)
    if "optimiser" not in state:
        raise UsageError(f"{checkpoint}: holds weights alone; --export takes it, --resume cannot go on from it")
    between = state["step"] % CYCLE == 0 and state["step"] < steps
    if state["steps"] != steps and not between:
        raise UsageError(f"{checkpoint}: is of a run of {state['steps']} steps; go on with --steps {state['steps']}")
    net.load_state_dict(state["net"])
    optimiser.load_state_dict(state["optimiser"])
    version, internal, gauss = state["random"]
    batches.random.setstate((version, tuple(internal), gauss))
    torch.set_rng_state(state["torch"])
    if "cuda" in state and torch.cuda.is_available():
        torch.cuda.set_rng_state(state["cuda"])
    return int(state["step"])
