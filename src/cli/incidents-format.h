/* SPDX-License-Identifier: MIT */
/** A summary of a table of incidents as text or JSON; what it says goes to @out. */
#ifndef MARCH_CLI_INCIDENTS_FORMAT_H
#define MARCH_CLI_INCIDENTS_FORMAT_H

#include "incidents/summary.h"

void march_incidents_format_text(GString *out,
                                 const char *file,
                                 const MarchIncidentSummary *summary);
void march_incidents_format_json(GString *out,
                                 const char *file,
                                 const MarchIncidentSummary *summary);

#endif
