/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

#include "base/suggest.h"
#include "commands.h"
#include "marchland.h"

typedef struct {
    const char *name;
    const char *summary;
    int (*run)(int argc, char **argv);
} Command;

static const Command COMMANDS[] = {
    {"render", "draw a figure", march_command_render},
    {"check", "check a figure file without drawing it", march_command_check},
    {"proof", "draw a figure in several views side by side", march_command_proof},
    {"batch", "make all figures of a folder or a plan", march_command_batch},
    {"gallery", "make a page of a batch's figures", march_command_gallery},
    {"explain", "tell what a figure was made from", march_command_explain},
    {"borders", "cut, list or compare sections of a border", march_command_borders},
    {"incidents", "tell what is in a table of incidents", march_command_incidents},
    {"geocode", "find the places that names mean", march_command_geocode},
    {"gazetteer", "build an index of places, or describe one", march_command_gazetteer},
    {"style", "check a style, evaluate its expressions", march_command_style},
    {"credits", "tell where the data come from", march_command_credits},
};

static void
usage_print(void)
{
    g_print("Usage: marchland COMMAND [OPTION…] [ARGUMENT…]\n\n"
            "Draws the map figure of a border-incident report.\n\nCommands:\n");
    for (gsize i = 0; i < G_N_ELEMENTS(COMMANDS); i++) {
        g_print("  %-10s %s\n", COMMANDS[i].name, COMMANDS[i].summary);
    }
    g_print(
        "\n\"marchland COMMAND --help\" tells more of a command.\n"
        "Exit status: 0 done, 1 some of it failed, 64 usage, 65 bad input data,\n"
        "66 input missing, 69 a service is unavailable, 70 a bug of ours, 73 cannot\n"
        "create the output, 74 input/output error, 75 try again later, 77 permission.\n");
}

static int
unknown_command(const char *name)
{
    const char *names[G_N_ELEMENTS(COMMANDS) + 1] = {NULL};
    const char *near;

    for (gsize i = 0; i < G_N_ELEMENTS(COMMANDS); i++) {
        names[i] = COMMANDS[i].name;
    }
    near = march_suggest(name, names);
    g_printerr("marchland: there is no command \"%s\"", name);
    if (near != NULL) {
        g_printerr("; did you mean \"%s\"?", near);
    }
    g_printerr("\nTry \"marchland --help\".\n");
    return 64;
}

/*
 * A standard stream that is closed would be taken by the next file that is opened, and
 * be written into. It becomes one that cannot be used, so that using it is an error.
 */
static void
streams_guard(void)
{
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++) {
        if (fcntl(stream, F_GETFD) == -1 && errno == EBADF &&
            open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY) != stream) {
            _exit(70);
        }
    }
}

int
main(int argc, char **argv)
{
    streams_guard();
    setlocale(LC_ALL, "");
    setlocale(LC_NUMERIC, "C");
    if (argc < 2) {
        usage_print();
        return 64;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
        strcmp(argv[1], "help") == 0) {
        usage_print();
        return 0;
    }
    if (strcmp(argv[1], "--version") == 0) {
        g_print("marchland %s\n", march_version());
        return 0;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(COMMANDS); i++) {
        if (strcmp(argv[1], COMMANDS[i].name) == 0) {
            return COMMANDS[i].run(argc - 1, argv + 1);
        }
    }
    return unknown_command(argv[1]);
}
