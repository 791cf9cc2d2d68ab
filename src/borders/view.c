/* SPDX-License-Identifier: MIT */
#include "view.h"

#include <string.h>

static const char *
find_claim(const MarchBorderClass *line_class, const char *view)
{
    for (gsize i = 0; line_class->claims != NULL && line_class->claims[i] != NULL &&
                      line_class->claims[i + 1] != NULL;
         i += 2) {
        if (g_ascii_strcasecmp(line_class->claims[i], view) == 0) {
            return line_class->claims[i + 1];
        }
    }
    return NULL;
}

static gboolean
side_has(const char *side, const char *code)
{
    gsize length = strlen(code);

    for (const char *at = side; at != NULL;) {
        if (g_ascii_strncasecmp(at, code, length) == 0 &&
            (at[length] == '\0' || at[length] == '/')) {
            return TRUE;
        }
        at = strchr(at, '/');
        at = at != NULL ? at + 1 : NULL;
    }
    return FALSE;
}

static gboolean
is_claimed_by_several(const char *side)
{
    return side != NULL && strchr(side, '/') != NULL;
}

/* Land between two claim lines belongs, in a claimant's eyes, to the claimant. */
static MarchBorderDrawing
draw_shared_claim(const MarchBorderView *view,
                  const char *left,
                  const char *right,
                  MarchBorderDrawing drawing)
{
    gboolean on_left = side_has(left, view->code);
    gboolean on_right = side_has(right, view->code);

    if (on_left && on_right) {
        drawing.is_drawn = FALSE;
    } else if (on_left || on_right) {
        drawing.status = MARCH_BORDER_INTERNATIONAL;
        drawing.label = "International boundary";
    }
    return drawing;
}

gboolean
march_border_view_skips(const MarchBorderView *view, const MarchBorderClass *line_class)
{
    return line_class->status == MARCH_BORDER_CLAIMED &&
           find_claim(line_class, view->code) == NULL &&
           g_ascii_strcasecmp(view->code, "all") != 0;
}

MarchBorderDrawing
march_border_view_draw(const MarchBorderView *view,
                       const MarchBorderClass *line_class,
                       const char *left,
                       const char *right)
{
    MarchBorderDrawing drawing = {TRUE, line_class->status, NULL};
    const char *claim = find_claim(line_class, view->code);

    if (claim != NULL) {
        if (march_border_status_parse(claim, &drawing.status)) {
            drawing.label = drawing.status == line_class->status ? NULL : "";
        } else {
            drawing.label = claim;
        }
    } else if (view->is_of_a_party &&
               (is_claimed_by_several(left) || is_claimed_by_several(right))) {
        drawing = draw_shared_claim(view, left, right, drawing);
    } else if (line_class->status == MARCH_BORDER_CLAIMED) {
        drawing.is_drawn = g_ascii_strcasecmp(view->code, "all") == 0;
    }
    drawing.is_drawn = drawing.is_drawn && drawing.status != MARCH_BORDER_UNRECOGNISED;
    return drawing;
}

char *
march_border_drawing_words(const MarchBorderDrawing *drawing,
                           const MarchBorderClass *line_class,
                           MarchDate as_of,
                           gboolean is_section)
{
    MarchBorderClass worded = *line_class;

    if (drawing->label != NULL) {
        worded.label = drawing->label[0] != '\0' ? drawing->label : NULL;
    }
    return march_border_legend_words(drawing->status, &worded, as_of, is_section);
}

static gboolean
is_known_view(const MarchBorders *borders, const char *view)
{
    for (guint i = 0; i < borders->chains->len; i++) {
        const MarchChain *chain = g_ptr_array_index(borders->chains, i);

        if (side_has(chain->left, view) || side_has(chain->right, view)) {
            return TRUE;
        }
    }
    for (guint i = 0; i < borders->classes->len; i++) {
        if (find_claim(g_ptr_array_index(borders->classes, i), view) != NULL) {
            return TRUE;
        }
    }
    for (guint i = 0; i < borders->sections->len; i++) {
        const MarchKeptSection *section = g_ptr_array_index(borders->sections, i);

        if (find_claim(&section->line_class, view) != NULL) {
            return TRUE;
        }
    }
    return FALSE;
}

MarchBorderView
march_border_view_new(const MarchBorders *borders,
                      const char *code,
                      MarchDiagnostics *diagnostics)
{
    static const char *const GENERAL[] = {"defacto", "un", "all"};
    MarchBorderView view = {code != NULL ? code : "defacto", TRUE};

    for (gsize i = 0; i < G_N_ELEMENTS(GENERAL); i++) {
        if (g_ascii_strcasecmp(view.code, GENERAL[i]) == 0) {
            view.is_of_a_party = FALSE;
        }
    }
    if (g_ascii_strcasecmp(view.code, "un") == 0 &&
        !is_known_view(borders, view.code)) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "no-un-practice",
                              MARCH_LOCATION_NONE, view.code,
                              "no boundary or section says how the United Nations draw "
                              "it: lines are drawn as in the view defacto");
    }
    if (view.is_of_a_party && !is_known_view(borders, view.code)) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "unknown-view",
                              MARCH_LOCATION_NONE, view.code,
                              "no boundary or section says anything about the view "
                              "\"%s\": lines are drawn as in the view defacto",
                              view.code);
    }
    return view;
}
