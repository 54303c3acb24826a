using System.Data.Common;

namespace ValenceCore.Store;

/// <summary>What differs between the databases that rows may lie in. SQL in the rooms keeps to what they share.</summary>
internal interface IStoreDialect
{
    DbConnection Connect();

    /// <summary>What a new connection is told before anything else; empty for nothing.</summary>
    string Greeting { get; }

    /// <summary>Whether several processes work on one database.</summary>
    bool IsShared { get; }

    /// <summary>The statement that tells the other replicas of <c>@subject</c>; null where there are none.</summary>
    string? Tell { get; }

    /// <summary>A condition that holds where a column names a replica that lives no longer; null where this process is the only one.</summary>
    string? IsGone(string column);

    /// <summary>Makes this process the only one that makes or changes the schema, until the result is disposed. Throws
    /// <see cref="IOException"/> where another process has the database and it cannot be shared.</summary>
    Task<IAsyncDisposable> OwnSchemaAsync(CancellationToken cancellation);
}
