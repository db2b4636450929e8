"""JUnit XML: one suite, one test case an article, as GitLab, Jenkins and others read it."""

import re
from typing import IO
from xml.sax.saxutils import escape, quoteattr

from detect.check.verdict import Outcome
from detect.reports.check_outputs import Setup, Spool, full_message, quoted
from detect.result import Failed

# What XML 1.0 cannot carry, escaped or not (its production 2, Char).
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class JunitReport:
    """Every article is a test case, passed ones too; one that cannot be read is an error."""

    def __init__(self, stream: IO[bytes], setup: Setup) -> None:
        self._stream = stream
        self._field = setup.text_field
        self._cases = Spool()  # the counts stand before the cases
        self._tests = self._failures = self._errors = 0

    def write(self, outcome: Outcome) -> None:
        """See `Report`."""
        located = outcome.located
        self._tests += 1
        head = (
            f"  <testcase name={_attribute(outcome.id)} classname={_attribute(located.record.source or located.path)} "
            f'file={_attribute(located.path)} line="{outcome.line}" time="0"'
        )
        if isinstance(outcome.result, Failed):
            self._errors += 1
            bad = outcome.result.record
            inner = (
                f"    <error type={_attribute(bad.code)} message={_attribute(bad.message)}>"
                f"{_text(f'{bad.where}: {bad.message}')}</error>\n"
            )
        elif outcome.problems:
            self._failures += 1
            first = outcome.problems[0]
            more = len(outcome.problems) - 1
            message = f"{first.rule}: {full_message(first)}" + (f" (and {more} more)" if more else "")
            body = "\n".join(self._lines(outcome))
            inner = (
                f"    <failure type={_attribute(first.rule)} message={_attribute(message)}>{_text(body)}</failure>\n"
            )
        else:
            self._cases.write(f"{head}/>\n".encode())
            return
        self._cases.write(f"{head}>\n{inner}  </testcase>\n".encode())

    def close(self) -> None:
        """See `Report`."""
        counts = f'tests="{self._tests}" failures="{self._failures}" errors="{self._errors}" time="0"'
        self._stream.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<testsuites name="detect check" {counts}>\n'
            f' <testsuite name="detect check" {counts} skipped="0">\n'.encode()
        )
        self._cases.pour(self._stream)
        self._stream.write(b" </testsuite>\n</testsuites>\n")

    def _lines(self, outcome: Outcome) -> list[str]:
        lines = []
        for problem in outcome.problems:
            place, finding = problem.place, problem.finding
            where = outcome.located.path
            if place:
                where += f":{place.line}:{place.column}"
            elif finding:
                where += f": {self._field}[{finding.start}:{finding.end}]"
            text = f"{quoted(problem)}: " if finding else ""
            lines.append(f"{where}: {problem.rule}: {text}{full_message(problem)}")
        return lines


def _text(value: str) -> str:
    return escape(_FORBIDDEN.sub("�", value))


def _attribute(value: str) -> str:
    return quoteattr(_FORBIDDEN.sub("�", value))
