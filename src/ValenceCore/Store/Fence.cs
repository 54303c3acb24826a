namespace ValenceCore.Store;

/// <summary>The right to write for one operation. It flows with the work; every write checks it in its own transaction, so that a process
/// which was taken for dead, and wakes up, writes nothing more.</summary>
/// <param name="Number">Counted up by whoever takes the operation over.</param>
internal sealed record Fence(string OperationId, long Number)
{
    private static readonly AsyncLocal<Fence?> Ambient = new();

    public static Fence? Current => Ambient.Value;

    /// <summary>From here on in the calling method, and in what it sets going.</summary>
    public void Enter() => Ambient.Value = this;
}

/// <summary>Somebody else has taken the operation over.</summary>
internal sealed class FenceLostException(Fence fence) : Exception($"The operation {fence.OperationId} was taken over by another runner.");
