/* SPDX-License-Identifier: MIT */
/* A program of someone else's: consumer DATA FIGURE OUTPUT */
#include <marchland.h>

int
main(int argc, char **argv)
{
    const char *outputs[] = {NULL, NULL};
    const MarchFigureOptions options = {.outputs = outputs};
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchSession) session = NULL;
    g_autoptr(MarchResult) result = NULL;

    if (argc != 4) {
        return 64;
    }
    outputs[0] = argv[3];
    session = march_session_new(argv[1], &error);
    if (session != NULL) {
        result = march_session_render(session, argv[2], &options, &error);
    }
    if (error != NULL) {
        g_printerr("%s\n", error->message);
        return march_exit_status(error);
    }
    for (guint i = 0; i < march_result_count_outputs(result); i++) {
        g_print("%s by marchland %s\n", march_result_get_output(result, i),
                march_version());
    }
    return 0;
}
