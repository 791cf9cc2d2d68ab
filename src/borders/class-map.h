/* SPDX-License-Identifier: MIT */
/**
 * What the attributes of known boundary files mean.
 *
 * Our own pack ("left", "right", "kind"), Natural Earth (FEATURECLA and FCLASS_xx,
 * matched exactly as they are spelt, with the "(verify)" that belongs to them), the
 * US State Department's LSIB (RANK, STATUS, CC1, CC2) and OpenStreetMap
 * (boundary=disputed or claim, disputed_by, claimed_by). Names of attributes are
 * matched without regard to case.
 */
#ifndef MARCH_BORDERS_CLASS_MAP_H
#define MARCH_BORDERS_CLASS_MAP_H

#include "borders.h"
#include "geo/feature.h"

/** What a feature says of itself; all strings borrowed from the feature or static. */
typedef struct {
    char left[16], right[16]; /**< "" when the feature does not say */
    MarchBorderStatus status;
    gboolean is_known; /**< FALSE: a class value that is not in the tables */
    gboolean is_enclave;
    const char *class_value; /**< (nullable) the value behind @status */
    const char *name;        /**< (nullable) of an enclave or a line */
    const char *label;       /**< (nullable) legend words the file has */
    const char *source;      /**< (nullable) */
    GPtrArray *claims;       /**< of const char *: code, status name, code... */
    double error_m;          /**< published for files of its kind; NAN: nothing known */
    const char *error_from;  /**< (nullable) */
} MarchLineAttributes;

void march_line_attributes_read(const MarchFeature *feature,
                                MarchLineAttributes *attributes);
void march_line_attributes_clear(MarchLineAttributes *attributes);

#endif
