#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs the Temporal binary that the tests tagged real-servers start, where it is missing. Needs Go.
# Prints the directory it is in; exit code 3 where there is no Go to build it with.
set -euo pipefail

version=v1.5.1
directory=${CLOISTER_SERVERS:-$HOME/.cache/cloister-servers}

if [ ! -x "$directory/temporal" ]; then
  if ! command -v go >/dev/null 2>&1; then
    echo "install-servers: no go found: Temporal $version cannot be built" >&2
    exit 3
  fi
  mkdir -p "$directory"
  echo "install-servers: building Temporal $version (some minutes)…" >&2
  GOBIN=$directory go install "github.com/temporalio/cli/cmd/temporal@$version" >&2
fi
echo "$directory"
