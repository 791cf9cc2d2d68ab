/* SPDX-License-Identifier: MIT */
#include "gdal-library.h"

#include <dlfcn.h>

/* Sets *@function to the symbol @name; ISO C has no cast from dlsym()'s result. */
static gboolean
symbol_find(void *library, const char *name, void *function)
{
    void *symbol = dlsym(library, name);

    *(void **)function = symbol;
    return symbol != NULL;
}

static gboolean
table_fill(void *library, MarchGdal *gdal)
{
#define MARCH_GDAL_FIND(name)                                                          \
    if (!symbol_find(library, #name, &gdal->name)) {                                   \
        return FALSE;                                                                  \
    }
    MARCH_GDAL_FUNCTIONS(MARCH_GDAL_FIND)
#undef MARCH_GDAL_FIND
    return TRUE;
}

/* NULL when the library cannot be loaded; loading is tried once. */
static gpointer
table_load(gpointer data)
{
    static MarchGdal gdal;
    void *library = dlopen(MARCH_GDAL_SONAME, RTLD_NOW | RTLD_LOCAL);

    (void)data;
    if (library == NULL || !table_fill(library, &gdal)) {
        return NULL;
    }
    gdal.GDALAllRegister();
    gdal.OSRSetPROJEnableNetwork(FALSE);
    return &gdal;
}

const MarchGdal *
march_gdal_get(GError **error)
{
    static GOnce once = G_ONCE_INIT;
    const MarchGdal *gdal = g_once(&once, table_load, NULL);

    if (gdal == NULL) {
        march_error_set(error, MARCH_ERROR_UNAVAILABLE, MARCH_LOCATION_NONE,
                        "GDAL (%s) cannot be loaded; it is needed for layers that are "
                        "not CSV",
                        MARCH_GDAL_SONAME);
    }
    return gdal;
}
