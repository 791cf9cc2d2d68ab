/* SPDX-License-Identifier: MIT */
/**
 * The commands of the program. Each gets its own words (argv[0] is its name),
 * prints results to stdout and everything else to stderr, and returns the exit
 * status.
 */
#ifndef MARCH_CLI_COMMANDS_H
#define MARCH_CLI_COMMANDS_H

int march_command_render(int argc, char **argv);
int march_command_batch(int argc, char **argv);
int march_command_gallery(int argc, char **argv);
int march_command_check(int argc, char **argv);
int march_command_proof(int argc, char **argv);
int march_command_explain(int argc, char **argv);
int march_command_credits(int argc, char **argv);
int march_command_borders(int argc, char **argv);
int march_command_geocode(int argc, char **argv);
int march_command_gazetteer(int argc, char **argv);
int march_command_incidents(int argc, char **argv);
int march_command_style(int argc, char **argv);

#endif
