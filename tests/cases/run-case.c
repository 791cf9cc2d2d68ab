/* SPDX-License-Identifier: MIT */
/*
 * Runs one case of the command line: run-case PROGRAM DATA EXAMPLES FILE.case
 *
 * The program runs in a fresh folder. A case is lines "directive: text":
 *
 *   file: NAME          written before, with its folder; its lines follow, each after "| "
 *   bytes: NAME         the same, the lines joined, with \r, \n, \t and \OOO
 *   folder: NAME        made before
 *   data: NAME          a symbolic link data/NAME to that part of the program's data
 *   copy: PATH          an example's file, copied before under its own name
 *   env: NAME=VALUE     set for the program; VALUE may hold {data}
 *   file-size-limit: N  writing more bytes than this fails, as on a full disk
 *   args: WORD...       the command line, quoted as in a shell
 *   exit: N             the expected status
 *   stdout: TEXT        output contains this; stdout-empty: it is empty
 *   not-stdout: TEXT    output does not contain this
 *   stderr: TEXT        messages contain this
 *   not-stderr: TEXT    messages do not contain this
 *   holds: NAME TEXT    the file contains this; not-holds: it does not
 *   unchanged: NAME     the file is as it was written
 *   leaves: NAME...     the files of the folder afterwards, no more and no fewer
 *
 * Lines that begin with # are comments.
 */
#include <glib.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

typedef struct {
    const char *program;
    const char *data;
    const char *examples;
    char *folder;
    GPtrArray *checks; /* of char *: directive, text, directive, text... */
    GHashTable *files; /* name to content, as written before */
    GStrv environment;
    char *args;
    guint64 file_size_limit;
    int expected_exit;
    gboolean has_exit;
} Case;

static void die(const char *format, ...) G_GNUC_PRINTF(1, 2) G_GNUC_NORETURN;

static void
die(const char *format, ...)
{
    g_autofree char *text = NULL;
    va_list arguments;

    va_start(arguments, format);
    text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_printerr("case: %s\n", text);
    exit(1);
}

/* Ends the test when something about it, not the program, failed. */
static void
need(gboolean is_done, const GError *error)
{
    if (!is_done) {
        die("%s", error->message);
    }
}

static void
file_write(Case *self, const char *name, char *content)
{
    g_autofree char *path = g_build_filename(self->folder, name, NULL);
    g_autofree char *folder = g_path_get_dirname(path);
    g_autoptr(GError) error = NULL;

    if (g_mkdir_with_parents(folder, 0700) != 0) {
        die("cannot make %s", folder);
    }
    need(g_file_set_contents(path, content, -1, &error), error);
    g_hash_table_insert(self->files, g_strdup(name), content);
}

/* Any bytes: what g_strcompress() knows, and NUL. */
static void
bytes_write(Case *self, const char *name, const GString *escaped)
{
    g_autofree char *path = g_build_filename(self->folder, name, NULL);
    g_autoptr(GString) content = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    g_auto(GStrv) parts = g_strsplit(escaped->str, "\\000", -1);

    for (gsize i = 0; parts[i] != NULL; i++) {
        g_autofree char *part = g_strcompress(parts[i]);

        if (i > 0) {
            g_string_append_c(content, '\0');
        }
        g_string_append(content, part);
    }
    need(g_file_set_contents(path, content->str, (gssize)content->len, &error), error);
}

static void
example_copy(Case *self, const char *path)
{
    g_autofree char *from = g_build_filename(self->examples, path, NULL);
    g_autofree char *name = g_path_get_basename(path);
    g_autoptr(GError) error = NULL;
    char *content = NULL;

    need(g_file_get_contents(from, &content, NULL, &error), error);
    file_write(self, name, content);
}

static void
folder_make(const Case *self, const char *name)
{
    g_autofree char *path = g_build_filename(self->folder, name, NULL);

    if (g_mkdir_with_parents(path, 0700) != 0) {
        die("cannot make %s", path);
    }
}

/* A data folder of which the case may replace the rest. */
static void
data_link(const Case *self, const char *name)
{
    g_autofree char *target = g_build_filename(self->data, name, NULL);
    g_autofree char *link = g_build_filename(self->folder, "data", name, NULL);

    folder_make(self, "data");
    if (symlink(target, link) != 0) {
        die("cannot link %s", link);
    }
}

static void
environment_add(Case *self, const char *text)
{
    g_auto(GStrv) parts = g_strsplit(text, "=", 2);
    g_auto(GStrv) around = NULL;
    g_autofree char *value = NULL;

    if (parts[0] == NULL || parts[1] == NULL) {
        die("env: %s", text);
    }
    around = g_strsplit(parts[1], "{data}", -1);
    value = g_strjoinv(self->data, around);
    self->environment = g_environ_setenv(self->environment, parts[0], value, TRUE);
}

static void
directive_read(Case *self, const char *name, const char *text)
{
    static const char *const CHECKS[] = {
        "stdout", "stdout-empty", "not-stdout", "stderr", "not-stderr",
        "holds",  "not-holds",    "unchanged",  "leaves", NULL};

    if (strcmp(name, "args") == 0) {
        self->args = g_strdup(text);
    } else if (strcmp(name, "exit") == 0) {
        self->expected_exit = (int)g_ascii_strtoll(text, NULL, 10);
        self->has_exit = TRUE;
    } else if (strcmp(name, "folder") == 0) {
        folder_make(self, text);
    } else if (strcmp(name, "data") == 0) {
        data_link(self, text);
    } else if (strcmp(name, "copy") == 0) {
        example_copy(self, text);
    } else if (strcmp(name, "env") == 0) {
        environment_add(self, text);
    } else if (strcmp(name, "file-size-limit") == 0) {
        self->file_size_limit = g_ascii_strtoull(text, NULL, 10);
    } else if (g_strv_contains(CHECKS, name)) {
        g_ptr_array_add(self->checks, g_strdup(name));
        g_ptr_array_add(self->checks, g_strdup(text));
    } else {
        die("unknown directive '%s'", name);
    }
}

static void
case_read(Case *self, const char *path)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = NULL;
    g_auto(GStrv) lines = NULL;

    need(g_file_get_contents(path, &text, NULL, &error), error);
    lines = g_strsplit(text, "\n", -1);
    for (gsize i = 0; lines[i] != NULL; i++) {
        char *colon = strchr(lines[i], ':');

        if (*lines[i] == '#' || *g_strstrip(lines[i]) == '\0') {
            continue;
        }
        if (colon == NULL) {
            die("'%s' is no directive", lines[i]);
        }
        *colon = '\0';
        g_strchug(colon + 1);
        if (strcmp(lines[i], "file") == 0) {
            GString *content = g_string_new(NULL);

            while (lines[i + 1] != NULL && lines[i + 1][0] == '|') {
                const char *line = lines[++i] + 1;

                g_string_append_printf(content, "%s\n", line + (*line == ' '));
            }
            file_write(self, colon + 1, g_string_free(content, FALSE));
        } else if (strcmp(lines[i], "bytes") == 0) {
            g_autoptr(GString) content = g_string_new(NULL);

            while (lines[i + 1] != NULL && lines[i + 1][0] == '|') {
                const char *line = lines[++i] + 1;

                g_string_append(content, line + (*line == ' '));
            }
            bytes_write(self, colon + 1, content);
        } else {
            directive_read(self, lines[i], colon + 1);
        }
    }
    if (self->args == NULL || !self->has_exit) {
        die("a case needs args and exit");
    }
}

static void
child_limit(gpointer data)
{
    const Case *self = data;
    struct rlimit limit = {self->file_size_limit, self->file_size_limit};

    if (self->file_size_limit > 0) {
        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &limit);
    }
}

static int
program_run(Case *self, char **output, char **messages)
{
    g_autoptr(GError) error = NULL;
    g_auto(GStrv) words = NULL;
    g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
    g_auto(GStrv) command = NULL;
    int status = 0;

    need(g_shell_parse_argv(self->args, NULL, &words, &error), error);
    g_strv_builder_add(builder, self->program);
    for (gsize i = 0; words[i] != NULL; i++) {
        g_strv_builder_add(builder, words[i]);
    }
    command = g_strv_builder_end(builder);
    need(g_spawn_sync(self->folder, command, self->environment, G_SPAWN_DEFAULT,
                      child_limit, self, output, messages, &status, &error),
         error);
    if (!g_spawn_check_wait_status(status, &error) &&
        error->domain != G_SPAWN_EXIT_ERROR) {
        die("%s\n%s", error->message, *messages);
    }
    return error != NULL ? error->code : 0;
}

static int
names_compare(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names in @path, sorted, with blanks between. */
static char *
folder_list(const char *path)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    const char *name;

    while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
        g_ptr_array_add(names, g_strdup(name));
    }
    g_ptr_array_sort(names, names_compare);
    g_ptr_array_add(names, NULL);
    return g_strjoinv(" ", (char **)names->pdata);
}

static gboolean
file_is_unchanged(const Case *self, const char *name)
{
    g_autofree char *path = g_build_filename(self->folder, name, NULL);
    g_autofree char *content = NULL;
    const char *before = g_hash_table_lookup(self->files, name);

    return before != NULL && g_file_get_contents(path, &content, NULL, NULL) &&
           strcmp(content, before) == 0;
}

static char *
words_sort(const char *text)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);

    qsort(words, g_strv_length(words), sizeof *words, names_compare);
    return g_strjoinv(" ", words);
}

static gboolean
folder_has_only(const Case *self, const char *names)
{
    g_autofree char *left = folder_list(self->folder);
    g_autofree char *expected = words_sort(names);

    return strcmp(left, expected) == 0;
}

/* Whether the file that @text names first contains the rest of it. */
static gboolean
file_holds(const Case *self, const char *text)
{
    g_auto(GStrv) words = g_strsplit(text, " ", 2);
    g_autofree char *path = g_build_filename(self->folder, words[0], NULL);
    g_autofree char *content = NULL;
    g_autoptr(GError) error = NULL;

    if (!g_file_get_contents(path, &content, NULL, &error)) {
        die("%s", error->message);
    }
    return words[1] != NULL && strstr(content, words[1]) != NULL;
}

static gboolean
check_holds(const Case *self,
            const char *name,
            const char *text,
            const char *output,
            const char *messages)
{
    if (strcmp(name, "stdout") == 0) {
        return strstr(output, text) != NULL;
    }
    if (strcmp(name, "stdout-empty") == 0) {
        return *output == '\0';
    }
    if (strcmp(name, "not-stdout") == 0) {
        return strstr(output, text) == NULL;
    }
    if (strcmp(name, "stderr") == 0) {
        return strstr(messages, text) != NULL;
    }
    if (strcmp(name, "not-stderr") == 0) {
        return strstr(messages, text) == NULL;
    }
    if (strcmp(name, "holds") == 0) {
        return file_holds(self, text);
    }
    if (strcmp(name, "not-holds") == 0) {
        return !file_holds(self, text);
    }
    if (strcmp(name, "unchanged") == 0) {
        return file_is_unchanged(self, text);
    }
    return folder_has_only(self, text);
}

static void
folder_remove(const char *path)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    const char *name;

    while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *inside = g_build_filename(path, name, NULL);

        if (g_file_test(inside, G_FILE_TEST_IS_DIR) &&
            !g_file_test(inside, G_FILE_TEST_IS_SYMLINK)) {
            folder_remove(inside);
        } else {
            g_remove(inside);
        }
    }
    g_rmdir(path);
}

int
main(int argc, char **argv)
{
    g_autofree char *output = NULL;
    g_autofree char *messages = NULL;
    Case self = {0};
    int n_failures;
    int status;

    if (argc != 5) {
        die("usage: run-case PROGRAM DATA EXAMPLES FILE.case");
    }
    self.program = argv[1];
    self.data = argv[2];
    self.examples = argv[3];
    self.folder = g_dir_make_tmp("marchland-case-XXXXXX", NULL);
    self.checks = g_ptr_array_new_with_free_func(g_free);
    self.files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    self.environment =
        g_environ_setenv(g_get_environ(), "MARCHLAND_DATA", argv[2], TRUE);
    case_read(&self, argv[4]);
    status = program_run(&self, &output, &messages);
    n_failures = status != self.expected_exit;
    if (n_failures > 0) {
        g_print("exit: %d, not %d\n", status, self.expected_exit);
    }
    for (guint i = 0; i < self.checks->len; i += 2) {
        const char *name = g_ptr_array_index(self.checks, i);
        const char *text = g_ptr_array_index(self.checks, i + 1);

        if (!check_holds(&self, name, text, output, messages)) {
            g_print("does not hold: %s: %s\n", name, text);
            n_failures++;
        }
    }
    if (n_failures > 0) {
        g_autofree char *left = folder_list(self.folder);

        g_print("--- stdout\n%s--- stderr\n%s--- folder\n%s\n", output, messages, left);
    }
    folder_remove(self.folder);
    g_free(self.folder);
    g_free(self.args);
    g_strfreev(self.environment);
    g_hash_table_unref(self.files);
    g_ptr_array_unref(self.checks);
    return n_failures > 0;
}
