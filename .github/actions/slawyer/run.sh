#!/usr/bin/env bash
# What the action runs: installs this very release from its lock file, beside the job's own Python, and runs `slawyer ci`.
set -euo pipefail

source=$(cd "$GITHUB_ACTION_PATH/../../.." && pwd)
home="$RUNNER_TEMP/slawyer"
python=${SLAWYER_PYTHON:-python3}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "::error::slawyer needs Python 3.11 or newer; put actions/setup-python before it"
    exit 2
}
"$python" -m venv "$home"
"$home/bin/python" -m pip install -qq --disable-pip-version-check --require-hashes --only-binary :all: -r "$source/requirements.txt"
"$home/bin/python" -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation "$source"

arguments=(--policies "$SLAWYER_POLICIES" --fail-on "$SLAWYER_FAIL_ON")
if [ -n "${SLAWYER_BASE:-}" ]; then
    arguments+=(--base "$SLAWYER_BASE")
fi
for format in sarif junit markdown; do
    arguments+=(--output "$format=$home/slawyer.$format")
    echo "$format=$home/slawyer.$format" >>"$GITHUB_OUTPUT"
done
exec "$home/bin/slawyer" ci "${arguments[@]}"
