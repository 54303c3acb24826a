using System.Security.Cryptography.X509Certificates;

namespace Simulator.Faces;

/// <summary>
/// The certificate with its key that https addresses show. It can be replaced while they serve: connections made from then on see the
/// new one, those that are open keep what they agreed on.
/// </summary>
/// <param name="first">Shown until it is replaced.</param>
/// <param name="keep">Keeps a new one for the next start; called before it is shown.</param>
public sealed class ServedCertificate(X509Certificate2 first, Action<X509Certificate2> keep) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<X509Certificate2> _replaced = [];
    private X509Certificate2 _now = first;

    public X509Certificate2 Now => Volatile.Read(ref _now);

    /// <exception cref="IOException">It could not be kept; the present one stays.</exception>
    public void Replace(X509Certificate2 next)
    {
        lock (_lock)
        {
            keep(next);

            // A handshake may be using it at this moment, so it lives until the end.
            _replaced.Add(_now);
            Volatile.Write(ref _now, next);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _replaced.ForEach(c => c.Dispose());
            _now.Dispose();
        }
    }
}
