/* SPDX-License-Identifier: MIT */
#include "claim-joints.h"

#include <math.h>

#include "geo/geodesic.h"

/* Ends as near as this are one point. */
#define SAME_M       15.0
#define M_PER_DEGREE 111195.0

/* The point of other lines that is nearest to a free end. */
typedef struct {
    double distance; /* metres */
    MarchLonLat position;
} Joint;

static gboolean
is_out_of_reach(MarchLonLat end, MarchLonLat a, MarchLonLat b)
{
    const double reach = MARCH_CLAIM_JOINT_LIMIT_M / M_PER_DEGREE;

    return MIN(a.lat, b.lat) > end.lat + reach || MAX(a.lat, b.lat) < end.lat - reach;
}

static void
joint_find_on_line(MarchLonLat end, const MarchLonLat *line, guint count, Joint *joint)
{
    for (guint i = 1; i < count; i++) {
        double t, distance;

        if (is_out_of_reach(end, line[i - 1], line[i])) {
            continue;
        }
        distance = march_lon_lat_segment_distance(end, line[i - 1], line[i], &t);
        if (distance < joint->distance) {
            joint->distance = distance;
            joint->position = (MarchLonLat){
                march_lon_lat_wrap(
                    line[i - 1].lon +
                    t * march_lon_lat_wrap(line[i].lon - line[i - 1].lon)),
                line[i - 1].lat + t * (line[i].lat - line[i - 1].lat)};
        }
    }
}

/* Whether another part of the claim goes on where this one ends. */
static gboolean
is_continued(const MarchGeometry *claim, guint own_part, MarchLonLat end)
{
    for (guint part = 0; part < claim->parts->len; part++) {
        guint count;
        const MarchLonLat *line = march_geometry_get_part(claim, part, &count);

        if (part != own_part && count > 0 &&
            (march_lon_lat_distance(line[0], end) <= SAME_M ||
             march_lon_lat_distance(line[count - 1], end) <= SAME_M)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* FALSE where nothing is near, or the end lies on another line. */
static gboolean
joint_find(const MarchFeatures *features, guint own, MarchLonLat end, Joint *joint)
{
    *joint = (Joint){MARCH_CLAIM_JOINT_LIMIT_M, end};
    for (guint i = 0; i < march_features_count(features); i++) {
        const MarchGeometry *geometry = march_features_get(features, i)->geometry;

        for (guint part = 0; i != own && part < geometry->parts->len; part++) {
            guint count;
            const MarchLonLat *line = march_geometry_get_part(geometry, part, &count);

            joint_find_on_line(end, line, count, joint);
        }
    }
    return joint->distance > SAME_M && joint->distance < MARCH_CLAIM_JOINT_LIMIT_M;
}

static void
say_joint(const MarchFeature *claim,
          MarchLonLat end,
          const Joint *joint,
          MarchDiagnostics *diagnostics)
{
    const char *name = march_feature_get_string(claim, "section");

    march_diagnostics_add(
        diagnostics, MARCH_SEVERITY_NOTE, "claim-joined", claim->where, name,
        "the line of section \"%s\" ends at %.4f, %.4f, %.1f km from "
        "the next line, and is joined to it",
        name != NULL ? name : "unnamed", end.lon, end.lat, joint->distance / 1000);
}

/* On land such a line divides nothing: the data have no more of it. */
static void
say_free_end(const MarchFeature *claim,
             MarchLonLat end,
             const Joint *joint,
             MarchDiagnostics *diagnostics)
{
    const char *name = march_feature_get_string(claim, "section");

    if (joint->distance < MARCH_CLAIM_JOINT_LIMIT_M) {
        return;
    }
    march_diagnostics_add(diagnostics, MARCH_SEVERITY_NOTE, "claim-ends", claim->where,
                          name,
                          "the line of section \"%s\" ends at %.4f, %.4f, more than %g "
                          "km from any other line, on the coast or where the data end",
                          name != NULL ? name : "unnamed", end.lon, end.lat,
                          MARCH_CLAIM_JOINT_LIMIT_M / 1000);
}

/* The claim's geometry with its free ends joined, (transfer full). */
static MarchGeometry *
claim_join(const MarchFeatures *features, guint own, MarchDiagnostics *diagnostics)
{
    const MarchFeature *claim = march_features_get(features, own);
    MarchGeometry *joined = march_geometry_new(MARCH_GEOMETRY_LINE);

    for (guint part = 0; part < claim->geometry->parts->len; part++) {
        g_autoptr(GArray) line = g_array_new(FALSE, FALSE, sizeof(MarchLonLat));
        guint count;
        const MarchLonLat *given =
            march_geometry_get_part(claim->geometry, part, &count);
        gboolean is_ring =
            count > 1 && march_lon_lat_distance(given[0], given[count - 1]) <= SAME_M;

        g_array_append_vals(line, given, count);
        for (int side = 0; side < 2 && count > 1 && !is_ring; side++) {
            MarchLonLat end = given[side == 0 ? 0 : count - 1];
            Joint joint;

            if (is_continued(claim->geometry, part, end)) {
                continue;
            }
            if (!joint_find(features, own, end, &joint)) {
                say_free_end(claim, end, &joint, diagnostics);
                continue;
            }
            if (side == 0) {
                g_array_prepend_val(line, joint.position);
            } else {
                g_array_append_val(line, joint.position);
            }
            say_joint(claim, end, &joint, diagnostics);
        }
        march_geometry_add_part(joined, (const MarchLonLat *)(gpointer)line->data,
                                line->len, FALSE);
    }
    return joined;
}

void
march_claim_lines_join(MarchFeatures *features,
                       const GArray *claims,
                       MarchDiagnostics *diagnostics)
{
    for (guint i = 0; i < claims->len; i++) {
        guint index = g_array_index(claims, guint, i);
        MarchGeometry *joined = claim_join(features, index, diagnostics);
        MarchFeature *claim = march_features_edit(features, index);

        march_geometry_free(claim->geometry);
        claim->geometry = joined;
    }
}
