#!/usr/bin/env bash
# Makes models/joiner/model.onnx again: the texts, the two networks' shares of them, two joiners, and
# their mean in one network. Cut off, it goes on where it was.
# usage: MUJAZ_SHARED=… training/diacritics/make.sh FOLDER     FOLDER: half a GB for what lies between
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=$(realpath -m "$1"); here=training/diacritics; python=.deps/training/bin/python
export OMP_WAIT_POLICY=passive
if [ ! -x $python ]; then
  python3 -m venv .deps/training
  .deps/training/bin/pip install --require-hashes -r $here/requirements.txt
fi
cmake --build build --target diacritics_shares
[ -e "$folder/gold.txt" ] || $python $here/prepare.py "$folder"
for set in jsc speech wikinews bare hinted silver; do
  [ -e "$folder/$set.rows" ] && continue
  build/training/diacritics/diacritics_shares models <"$folder/$set.in" >"$folder/$set.part"
  mv "$folder/$set.part" "$folder/$set.rows"
done
for seed in 41 42; do $python $here/train.py "$folder" joiner "joiner$seed" --seed $seed; done
$python $here/export.py "$folder" joiner models/joiner/model.onnx joiner41 joiner42
