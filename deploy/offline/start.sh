#!/bin/sh
# Starts Mangomoment: finds a Python that suits, which does the rest.
here=$(cd -- "$(dirname -- "$0")" && pwd) || exit 1
files=$here/files

# A double click may give no window to read in: open one.
if [ ! -t 1 ] && [ -n "$DISPLAY$WAYLAND_DISPLAY" ] && [ -z "$MANGOMOMENT_WINDOW" ]; then
  export MANGOMOMENT_WINDOW=yes
  for terminal in gnome-terminal:-- konsole:-e xfce4-terminal:-x x-terminal-emulator:-e xterm:-e; do
    if command -v "${terminal%:*}" > /dev/null; then exec "${terminal%:*}" "${terminal#*:}" sh "$here/start.sh"; fi
  done
fi

wait_for_a_key() { # so that what was said can be read before the window closes
  if [ -t 0 ]; then read -r _; fi
}

for python in python3 python3.14 python3.13 python3.12 python3.11; do
  if "$python" "$files/suits.py" 2> /dev/null; then
    "$python" "$files/launch.py"
    code=$?
    if [ "$code" != 0 ]; then wait_for_a_key; fi
    exit "$code"
  fi
done
cat "$files/no-python.txt"
wait_for_a_key
exit 1
