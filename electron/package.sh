#!/usr/bin/env bash
# Packs the kiosk as a directory, dist/package/linux-unpacked. Electron itself is fetched by electron-builder, or taken
# from a directory: `npm run package -- -c.electronDist=DIR`.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

npm run -s build
# What a kiosk runs needs no development package: they are installed apart, from the same lock.
packages=dist/kiosk-packages
rm -rf "$packages"
mkdir -p "$packages"
cp package.json package-lock.json .npmrc "$packages/"
npm ci --prefix "$packages" --omit=dev --no-audit --no-fund
electron-builder --linux dir "$@"
