"""schemathesis over the API of a running portal: no 5xx, and nothing that the schema does not say.

    DATASCORES_API_REQUESTS=1000000 python manage.py serve --no-work      in another terminal
    pip install schemathesis                                              it is no dependency: it brings some thirty others
    python -m tests.api_fuzz http://127.0.0.1:8000 [examples]

Two rounds. One with every check but that of valid requests being accepted: a cursor is signed, so no schema can say which
texts are cursors. One without cursors and with every check.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

EXAMPLES = 50


def main(root: str, examples: int) -> int:
    program = shutil.which("schemathesis")
    if program is None:
        print("schemathesis is not installed: pip install schemathesis")
        return 2
    with urllib.request.urlopen(f"{root}/api/schema.json") as answer:
        schema = json.load(answer)
    with tempfile.TemporaryDirectory() as folder:
        whole, without = Path(folder, "whole.json"), Path(folder, "without_cursors.json")
        whole.write_text(json.dumps(schema))
        without.write_text(json.dumps(without_cursors(schema)))
        usual = [program, "run", "--url", root, "--max-examples", str(examples), "--continue-on-failure"]
        usual += ["--phases", "examples,coverage,fuzzing"]
        rounds = [[*usual, "--exclude-checks", "positive_data_acceptance", str(whole)], [*usual, str(without)]]
        return max(subprocess.run(command, cwd=folder, check=False).returncode for command in rounds)


def without_cursors(schema: dict) -> dict:
    """The same description, less one parameter."""
    schema = json.loads(json.dumps(schema))
    for methods in schema["paths"].values():
        parameters = methods["get"].get("parameters", [])
        methods["get"]["parameters"] = [parameter for parameter in parameters if parameter["name"] != "cursor"]
    return schema


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1].rstrip("/"), int(sys.argv[2]) if len(sys.argv) > 2 else EXAMPLES))
