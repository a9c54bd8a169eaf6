#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Keeps the figures of a rehearsal: runs it some times and prints each run's, so that they are compared and never asserted.
# usage: tools/benchmark.sh [RUNS (default 3)] [TIME-SCALE (default 0.04)]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
runs=${1:-3}
scale=${2:-0.04}
./cloister --help >/dev/null # builds what is missing, outside of the measurement
for run in $(seq "$runs"); do
  echo "run $run, time scale $scale"
  ./cloister rehearse examples/private-cluster.yaml --time-scale "$scale" | sed -n '/^figures:/,$p' | cut -c1-120
done
