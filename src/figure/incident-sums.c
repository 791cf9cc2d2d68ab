/* SPDX-License-Identifier: MIT */
#include "incident-sums.h"

#include <math.h>

#include "base/number.h"

/* The current claim of @incident by who made @claim: a claimant, else a source. */
static const MarchClaim *
claim_find(const MarchIncident *incident, const MarchClaim *claim)
{
    for (guint i = 0; i < march_incident_count_claims(incident); i++) {
        const MarchClaim *other = march_incident_get_claim(incident, i);

        if (other->is_current && g_strcmp0(other->claimant, claim->claimant) == 0 &&
            (claim->claimant != NULL || g_strcmp0(other->source, claim->source) == 0)) {
            return other;
        }
    }
    return NULL;
}

/* FALSE when who made @claim does not speak of all that have a number. */
static gboolean
claims_add(const GPtrArray *incidents,
           const MarchClaim *claim,
           double *least,
           double *most)
{
    *least = *most = 0;
    for (guint i = 0; i < incidents->len; i++) {
        const MarchIncident *incident = g_ptr_array_index(incidents, i);
        const MarchClaim *same = claim_find(incident, claim);

        if (same == NULL && incident->has_value) {
            return FALSE;
        }
        if (same != NULL) {
            *least += same->minimum;
            *most += same->maximum;
        }
    }
    return TRUE;
}

static const MarchIncident *
first_counted(const GPtrArray *incidents, guint *count)
{
    const MarchIncident *first = NULL;

    *count = 0;
    for (guint i = 0; i < incidents->len; i++) {
        const MarchIncident *incident = g_ptr_array_index(incidents, i);

        if (incident->has_value) {
            first = first != NULL ? first : incident;
            (*count)++;
        }
    }
    return first;
}

MarchIncidentSum
march_incident_sum(const GPtrArray *incidents)
{
    MarchIncidentSum sum = {0};
    const MarchIncident *first = first_counted(incidents, &sum.n_counted);

    for (guint i = 0; first != NULL && i < march_incident_count_claims(first); i++) {
        const MarchClaim *claim = march_incident_get_claim(first, i);
        double least, most;

        if (!claim->is_current || !claims_add(incidents, claim, &least, &most)) {
            continue;
        }
        sum.least = sum.n_claimants == 0 ? least : MIN(sum.least, least);
        sum.most = sum.n_claimants == 0 ? most : MAX(sum.most, most);
        sum.n_claimants++;
        sum.claimant = claim->claimant != NULL ? claim->claimant : claim->source;
    }
    if (sum.n_claimants != 1) {
        sum.claimant = NULL;
    }
    return sum;
}

char *
march_incident_sum_text(const MarchIncidentSum *sum, guint count)
{
    gboolean is_open = !isfinite(sum->most) || sum->n_counted < count;

    g_autofree char *least = march_number_to_text(sum->least);
    g_autofree char *most = march_number_to_text(sum->most);

    if (sum->n_claimants == 0) {
        return NULL;
    }
    return isfinite(sum->most) && sum->most > sum->least
               ? g_strdup_printf("%s–%s%s", least, most, is_open ? "+" : "")
               : g_strdup_printf("%s%s", least, is_open ? "+" : "");
}
