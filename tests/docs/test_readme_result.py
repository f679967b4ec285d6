"""The README shows what is printed today."""

from __future__ import annotations

import importlib.util


def test_the_readmes_result_is_what_the_command_prints(root):
    spec = importlib.util.spec_from_file_location("readme_result", root / "scripts" / "readme_result.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    shown = module.BLOCK.search((root / "README.md").read_text(encoding="utf-8"))[0]
    assert shown == module.block(), "run: python scripts/readme_result.py"
