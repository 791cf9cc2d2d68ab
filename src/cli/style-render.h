/* SPDX-License-Identifier: MIT */
/**
 * `marchland style render`: a style alone on a Web Mercator map.
 */
#ifndef MARCH_CLI_STYLE_RENDER_H
#define MARCH_CLI_STYLE_RENDER_H

/** Takes the words from "render" on; returns the exit status. */
int march_style_command_render(int argc, char **argv);

#endif
