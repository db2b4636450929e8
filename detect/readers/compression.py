"""gzip, xz and Zstandard, for reading and for writing, all as streams."""

import gzip
import lzma
import os
import sys
import zlib
from typing import IO, Any, cast

COMPRESSIONS = (".gz", ".xz", ".zst")


def split_compression(name: str) -> tuple[str, str]:
    """`name` without its compression ending, and that ending in lower case (empty if it has none)."""
    for ending in COMPRESSIONS:
        if name.lower().endswith(ending):
            return name[: -len(ending)], ending
    return name, ""


def open_for_reading(path: str, compression: str) -> IO[bytes]:
    """The uncompressed bytes of a file. All members, streams or frames of the file are read, one after the other.

    Parameters
    ----------
    path : str
    compression : str
        One of `COMPRESSIONS`, or empty.

    Raises
    ------
    OSError
        Where the file cannot be opened. For what reading may raise, see `damage`.
    """
    if not compression:
        return open(path, "rb")
    if os.path.getsize(path) == 0 and os.path.isfile(path):
        raise EOFError("the file is empty")  # gzip would take it for no data
    if compression == ".gz":
        return cast("IO[bytes]", gzip.GzipFile(path, "rb"))
    if compression == ".xz":
        return cast("IO[bytes]", lzma.LZMAFile(path, "rb"))
    zstd = zstd_module()
    # Dumps of web archives are made with --long=31; the window is taken only where a file asks for it.
    options = {zstd.DecompressionParameter.window_log_max: 31}
    return cast("IO[bytes]", zstd.ZstdFile(path, "rb", options=options))


def open_for_writing(file: IO[bytes], compression: str) -> IO[bytes]:
    """A stream that compresses into `file`. The same input gives the same bytes: no name and no time is stored.

    Closing it does not close `file`, unless `compression` is empty: then it is `file` itself.
    """
    if compression == ".gz":
        return cast("IO[bytes]", gzip.GzipFile("", "wb", compresslevel=6, fileobj=file, mtime=0))
    if compression == ".xz":
        return cast("IO[bytes]", lzma.LZMAFile(file, "wb", preset=6))
    if compression == ".zst":
        zstd = zstd_module()
        # Without a checksum, damage to a file would go unnoticed.
        options = {zstd.CompressionParameter.compression_level: 9, zstd.CompressionParameter.checksum_flag: 1}
        stream = cast("IO[bytes]", zstd.ZstdFile(file, "wb", options=options))
        stream.write(b"")  # else nothing written would mean no frame at all, which no reader takes
        return stream
    return file


def damage(error: Exception) -> tuple[str, str] | None:
    """Code and message for what a damaged compressed file raises; None if `error` is something else."""
    if isinstance(error, EOFError):
        return "truncated", "The compressed file is cut off: its end is missing."
    broken: tuple[type[Exception], ...] = (zlib.error, lzma.LZMAError, gzip.BadGzipFile)
    if not isinstance(error, (*broken, OSError)):
        broken += (zstd_module().ZstdError,)
    if isinstance(error, broken):
        return "damaged", f"The compressed file is damaged: {error}."
    return None


def zstd_module() -> Any:
    """The zstd module of the standard library, or its backport before Python 3.14."""
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    return zstd
