#!/usr/bin/env node
// The `netra` command. Plain JavaScript for the host's Node: it goes on under the Node the project brings.
import '../../scripts/netra.mjs';
