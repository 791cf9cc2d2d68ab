/* SPDX-License-Identifier: MIT */
#include "scale-check.h"

#include <string.h>

/* An error that is more than this on paper misleads the eye. */
#define VISIBLE_ERROR_MM 1.0

static void
note_add(GPtrArray *notes, const MarchBorderData *data, double error_mm)
{
    g_autofree char *error = march_border_error_text(data->error_m);
    g_autofree char *note =
        g_strdup_printf("Boundary lines (%s) may be %s off, %.1f mm on this map.",
                        data->name != NULL ? data->name : "as given", error, error_mm);

    if (!g_ptr_array_find_with_equal_func(notes, note, g_str_equal, NULL)) {
        g_ptr_array_insert(notes, 1, g_steal_pointer(&note));
    }
}

void
march_scale_check(const MarchBorders *borders,
                  const MarchSpec *spec,
                  const MarchFrame *frame,
                  GPtrArray *notes,
                  MarchDiagnostics *diagnostics)
{
    double scale = march_frame_get_scale_denominator(frame);
    g_autoptr(GArray) list =
        march_borders_list_data(borders, march_frame_get_visible_box(frame));
    gboolean is_silent = strcmp(spec->border_error, "none") == 0;

    for (guint i = 0; i < list->len; i++) {
        const MarchBorderData *data = &g_array_index(list, MarchBorderData, i);
        double error_mm = data->error_m * 1000 / scale;

        if (error_mm <= VISIBLE_ERROR_MM) {
            continue;
        }
        march_diagnostics_add(
            diagnostics, is_silent ? MARCH_SEVERITY_NOTE : MARCH_SEVERITY_WARNING,
            "coarse-boundaries", march_spec_get_location(spec, "boundaries"),
            data->name,
            "at 1:%.0f the boundary lines of %s may be %.1f mm off on paper (%.0f m%s%s): "
            "use a better source under boundaries: if there is one",
            scale, data->name != NULL ? data->name : "the data", error_mm,
            data->error_m, data->error_from != NULL ? ", " : "",
            data->error_from != NULL ? data->error_from : "");
        if (!is_silent) {
            note_add(notes, data, error_mm);
        }
    }
}
