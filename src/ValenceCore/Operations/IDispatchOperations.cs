using Microsoft.Extensions.Hosting;

namespace ValenceCore.Operations;

/// <summary>Has stored operations carried out, as long as the host runs.</summary>
internal interface IDispatchOperations : IHostedService
{
    /// <summary>Whether other processes carry out operations of the same store.</summary>
    bool IsShared { get; }

    /// <summary>Has the operation carried out, soon, by this process or another; false when somebody has it already. Never throws: what cannot be
    /// handed over now is found later.</summary>
    Task<bool> DispatchAsync(Operation operation);
}
