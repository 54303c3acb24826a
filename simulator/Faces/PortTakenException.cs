namespace Simulator.Faces;

/// <summary>Another program listens where a face wanted to.</summary>
public sealed class PortTakenException(string face, FaceAddress address, Exception inner)
    : Exception($"Port {address.Url.Port} for {face} ({address.Url.GetLeftPart(UriPartial.Authority)}) is taken by another program. Choose another with {address.Option}.", inner)
{
    public FaceAddress Address => address;
}
