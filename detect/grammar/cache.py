"""What LanguageTool said of a sentence, remembered on disk: news repeats itself, agency copy most of all.

One SQLite file in the user's cache folder. Write-ahead logging lets several processes read and write it at once, and a
process that is killed leaves it whole. It only ever saves time: where it is damaged it is begun anew, and where the
folder cannot be written it is kept in memory.
"""

import hashlib
import sqlite3
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

MAX_BYTES = 512 * 1024 * 1024
_DAY = 86_400
_FORMAT = 1


def sentence_key(kind: str, sentence: str) -> bytes:
    """The key of a sentence: 16 bytes of SHA-256 over `kind` (LanguageTool's version and settings) and the sentence."""
    return hashlib.sha256(f"{kind}\0{sentence}".encode("utf-8", "surrogatepass")).digest()[:16]


class SentenceCache:
    """A bounded map from keys to small strings, shared by all processes that open the same file.

    Parameters
    ----------
    path : Path or None
        The file; made where it is missing. None for one in memory.
    max_bytes : int
        Size at which the quarter that was not used for longest is dropped.
    """

    def __init__(self, path: Path | None, max_bytes: int = MAX_BYTES) -> None:
        self.path, self.max_bytes = path, max_bytes
        self._connection = self._open()
        self._put = 0

    def _open(self) -> sqlite3.Connection:
        if self.path is None:
            return self._prepared(":memory:")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            return self._prepared(str(self.path))
        except sqlite3.OperationalError:  # no right to write, no space
            return self._prepared(":memory:")
        except OSError:
            return self._prepared(":memory:")
        except sqlite3.DatabaseError:  # damaged, or no database at all
            for suffix in ("", "-wal", "-shm"):
                Path(f"{self.path}{suffix}").unlink(missing_ok=True)
            return self._prepared(str(self.path))

    @staticmethod
    def _prepared(name: str) -> sqlite3.Connection:
        # Used by one thread at a time, though not always the same.
        connection = sqlite3.connect(name, timeout=60.0, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(
            f"CREATE TABLE IF NOT EXISTS said_{_FORMAT}"
            " (key BLOB PRIMARY KEY, value TEXT NOT NULL, used INTEGER NOT NULL) WITHOUT ROWID"
        )
        return connection

    def get_many(self, keys: Sequence[bytes]) -> dict[bytes, str]:
        """The values of those of `keys` that are known."""
        found: dict[bytes, str] = {}
        old: list[bytes] = []
        today = int(time.time()) // _DAY
        for first in range(0, len(keys), 500):
            part = keys[first : first + 500]
            marks = ",".join("?" * len(part))
            rows = self._connection.execute(f"SELECT key, value, used FROM said_{_FORMAT} WHERE key IN ({marks})", part)
            for key, value, used in rows:
                found[key] = value
                if today - used > 7:  # a write for every hit would cost more than the age of an entry is worth
                    old.append(key)
        if old:
            self._change(f"UPDATE said_{_FORMAT} SET used = ? WHERE key = ?", [(today, key) for key in old])
        return found

    def put_many(self, items: Iterable[tuple[bytes, str]]) -> None:
        """Remember pairs of key and value."""
        today = int(time.time()) // _DAY
        rows = [(key, value, today) for key, value in items]
        self._change(f"INSERT OR REPLACE INTO said_{_FORMAT} VALUES (?, ?, ?)", rows)
        self._put += len(rows)
        if self._put >= 1000:
            self._put = 0
            self.trim()

    def _change(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        with suppress(sqlite3.OperationalError):  # locked for a minute, or no space left: it is only a cache
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                self._connection.executemany(statement, rows)
                self._connection.execute("COMMIT")
            except sqlite3.OperationalError:
                self._connection.execute("ROLLBACK")
                raise

    def size(self) -> int:
        """Bytes in use."""
        pages, free, page = (
            self._connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_count", "freelist_count", "page_size")
        )
        return int((pages - free) * page)

    def __len__(self) -> int:
        return int(self._connection.execute(f"SELECT count(*) FROM said_{_FORMAT}").fetchone()[0])

    def trim(self) -> None:
        """Drop the quarter that was not used for longest if the file is too large. Its pages are used again."""
        if self.size() <= self.max_bytes:
            return
        share = max(1, len(self) // 4)
        self._change(
            f"DELETE FROM said_{_FORMAT} WHERE key IN (SELECT key FROM said_{_FORMAT} ORDER BY used LIMIT ?)",
            [(share,)],
        )

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()
