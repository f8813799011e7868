from __future__ import annotations

import gzip
import os
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pytest

from tests.workspace.logs.files import written
from validator.workspace.logs.content import raw, text
from validator.workspace.trouble import Trouble

TEXT = b"ticket,at,event\n" * 2_000


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("log.csv", TEXT),
        ("log.csv", b"\xef\xbb\xbf" + TEXT),
        ("log.csv.gz", gzip.compress(TEXT, mtime=0)),
        ("log.csv.gz", gzip.compress(TEXT[:100], mtime=0) + gzip.compress(TEXT[100:])),
        ("log.csv.zst", pa.compress(TEXT, codec="zstd", asbytes=True)),
        ("log.csv", gzip.compress(TEXT, mtime=0)),  # packed, and not named so
    ],
)
def test_a_text_is_unpacked_and_recorded_as_the_file_is(tmp_path: Path, name: str, content: bytes) -> None:
    file = written(tmp_path, name, content)
    data, entry = text(file)
    assert data == TEXT
    assert (entry.file, entry.size, entry.sha256) == (str(file), len(content), sha256(content).hexdigest())


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("log.csv", b"", "is empty"),
        ("log.csv", b"\n \n", "is empty"),
        ("log.csv.gz", gzip.compress(b"", mtime=0), "is empty"),
        ("log.csv.gz", gzip.compress(TEXT, mtime=0)[:-20], "is not whole"),
        ("log.csv.gz", gzip.compress(TEXT, mtime=0)[:20] + b"?" + gzip.compress(TEXT)[21:], "is not whole"),
        ("log.csv.zst", pa.compress(TEXT, codec="zstd", asbytes=True)[:-5], "is not whole"),
        ("log.csv.gz", TEXT, "is not compressed, though its name says so"),
        ("log.csv", TEXT.decode().encode("utf-16"), "is UTF-16 text"),
        ("log.csv", bytes(range(256)) * 10, "is not text"),
        ("log.csv", b"PAR1" + TEXT, "is a Parquet file"),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    with pytest.raises(Trouble) as trouble:
        text(written(tmp_path, name, content))
    assert message in trouble.value.message
    assert trouble.value.next_step.endswith(".") or "parquet" in trouble.value.next_step


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="it does not exist"):
        raw(tmp_path / "none.csv")
    with pytest.raises(Trouble, match="it is a folder"):
        raw(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may read everything")
def test_what_may_not_be_read_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path, "log.csv", TEXT)
    file.chmod(0)
    with pytest.raises(Trouble, match="not permitted"):
        raw(file)
