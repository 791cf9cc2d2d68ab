/* SPDX-License-Identifier: MIT */
/**
 * Which part of a batch this process is to make: told on the command line, or by the
 * environment of Slurm, Kubernetes or AWS Batch.
 */
#ifndef MARCH_CLI_SHARD_H
#define MARCH_CLI_SHARD_H

#include <glib.h>

/**
 * Reads "I/N" in @text (nullable), or what an array job's environment says, and prints
 * what it found there. Without any @count is 0.
 *
 * Returns: FALSE after a usage error was printed.
 */
gboolean march_shard_find(const char *text, guint *index, guint *count);

#endif
