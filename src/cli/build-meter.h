/* SPDX-License-Identifier: MIT */
/**
 * Shows how far the building of an index is, and turns SIGINT, SIGTERM and SIGHUP into
 * an orderly end: the build stops, tidies up, and then the signal takes effect.
 *
 * On a terminal a line that is written over; elsewhere nothing, or plain lines now and
 * then when asked to be verbose. One meter at a time: signals belong to the process.
 */
#ifndef MARCH_CLI_BUILD_METER_H
#define MARCH_CLI_BUILD_METER_H

#include "gazetteer/build.h"

typedef struct {
    gboolean is_terminal, is_verbose;
    const char *step; /**< the last one shown */
    gint64 started;   /**< microseconds, as all times here */
    gint64 shown;     /**< when something was last shown */
} MarchBuildMeter;

/** Starts the meter and catches the signals. */
void march_build_meter_start(MarchBuildMeter *meter, gboolean is_verbose);
/** A MarchBuildProgress; @data is the meter. */
gboolean march_build_meter_show(const MarchBuildStatus *status, gpointer data);
/** Clears the line and gives the signals back; one that came takes effect now. */
void march_build_meter_stop(MarchBuildMeter *meter);

#endif
