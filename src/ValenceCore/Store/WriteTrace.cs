using System.Diagnostics;

namespace ValenceCore.Store;

/// <summary>Tells of every single write. A source of its own, since most who look at traces do not want to see each.</summary>
internal static class WriteTrace
{
    private static readonly ActivitySource Source = new(ValenceCoreApp.StoreTelemetryName);

    /// <summary>Named by verb and table, e.g. <c>UPDATE nodes</c>.</summary>
    public static Activity? Begin(string sql)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var words = sql.Split((char[]?)null, 4, StringSplitOptions.RemoveEmptyEntries);
        return Source.StartActivity($"{words[0]} {(words[0] == "UPDATE" ? words[1] : words[2])}");
    }
}
