/* SPDX-License-Identifier: MIT */
/* Numbers, lengths, distances, fractions and dates. */
#include "base/date.h"
#include "base/number.h"

#include <math.h>

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
    g_autofree char *text = g_strndup((const char *)data, size);
    MarchLength length;
    MarchDate date;
    MarchDateRange range;
    double number;

    if (march_number_parse(text, &number)) {
        g_assert(isfinite(number));
    }
    if (march_length_parse(text, &length)) {
        g_assert(isfinite(length.value));
    }
    if (march_date_parse(text, &date)) {
        g_autofree char *iso = march_date_to_iso(date);
        MarchDate again;

        g_assert(march_date_parse(iso, &again) && again.day == date.day);
    }
    if (march_date_range_parse(text, &range) && march_date_is_given(range.from) &&
        march_date_is_given(range.to)) {
        g_assert(range.from.day < range.to.day);
    }
    if (march_distance_parse(text, &number) || march_fraction_parse(text, &number)) {
        g_assert(!isnan(number));
    }
    return 0;
}
