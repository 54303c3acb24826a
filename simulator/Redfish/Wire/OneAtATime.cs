namespace Simulator.Redfish;

/// <summary>
/// Conditional changes of one resource, one after the other: two clients that read the same ETag must not both find it present (DSP0266 7.1, the lost
/// update). Changes without a condition wait for nobody.
/// </summary>
internal sealed class OneAtATime
{
    // Resources share a gate now and then; that costs a moment and no deadlock, since nobody holds two.
    private readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];

    public async Task<IResult> ChangeAsync(HttpContext context, Func<Task<IResult>> change)
    {
        if (context.Request.Headers.IfMatch.Count == 0)
        {
            return await change();
        }

        var gate = _gates[(uint)StringComparer.OrdinalIgnoreCase.GetHashCode(context.Request.Path.Value ?? "") % _gates.Length];
        await gate.WaitAsync(context.RequestAborted);
        try
        {
            return await change();
        }
        finally
        {
            gate.Release();
        }
    }
}
