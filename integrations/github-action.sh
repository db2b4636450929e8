#!/usr/bin/env bash
# The two steps of action.yml: `install` and `check`. Inputs come as environment variables, never as text of the script, so
# that no branch name or path can run anything. GitHub sets GITHUB_ACTION_PATH, RUNNER_TEMP, GITHUB_OUTPUT and
# GITHUB_STEP_SUMMARY.
set -euo pipefail

home="${RUNNER_TEMP:?}/artifact-detect"

install() {
    "${DETECT_PYTHON:-python3}" -m venv "$home"
    local bin="$home/bin"
    [ -d "$bin" ] || bin="$home/Scripts" # Windows
    "$bin/python" -m pip install --quiet --disable-pip-version-check \
        "${GITHUB_ACTION_PATH:?}${DETECT_EXTRAS:+[$DETECT_EXTRAS]}"
}

# Fill the array `lines` with the lines of $1 that are not empty.
split() {
    lines=()
    local line
    while IFS= read -r line || [ -n "$line" ]; do
        line="${line%$'\r'}"
        line="${line#"${line%%[![:space:]]*}"}"
        line="${line%"${line##*[![:space:]]}"}"
        [ -z "$line" ] || lines+=("$line")
    done <<<"$1"
}

check() {
    local detect="${DETECT_COMMAND:-$home/bin/detect}"
    [ -x "$detect" ] || detect="$home/Scripts/detect"
    local sarif="${DETECT_SARIF:-detect.sarif}" lines=()
    local arguments=("--output-format=github" "--output-format=sarif=$sarif" --no-progress)
    [ -z "${DETECT_BASELINE:-}" ] || arguments+=("--baseline=$DETECT_BASELINE")
    [ -z "${DETECT_NEW_ONLY:-}" ] || arguments+=("--new-only=$DETECT_NEW_ONLY")
    split "${DETECT_ARGS:-}"
    arguments+=(${lines[@]+"${lines[@]}"})
    split "${DETECT_PATHS:-}"
    rm -f "$sarif" # one from before must not be taken for this run's
    local status=0 summary="${RUNNER_TEMP:?}/detect-summary.txt"
    "$detect" check "${arguments[@]}" -- ${lines[@]+"${lines[@]}"} 2>"$summary" || status=$?
    cat "$summary" >&2
    {
        echo "status=$status"
        [ ! -f "$sarif" ] || echo "sarif-file=$sarif"
    } >>"${GITHUB_OUTPUT:?}"
    if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
        { echo '### detect check'; echo '```'; cat "$summary"; echo '```'; } >>"$GITHUB_STEP_SUMMARY"
    fi
    return "$status"
}

case "${1:-}" in
install | check) "$1" ;;
*)
    echo "usage: github-action.sh install|check" >&2
    exit 2
    ;;
esac
