namespace SpecimenLogistics.Simulators.Fleet.Mqtt;

/// <summary>The protocol level as it stands in CONNECT.</summary>
internal enum MqttVersion : byte { V311 = 4, V5 = 5 }

/// <summary>The broker said no at sign-on; the code is MQTT's own (3.1.1: 1-5, 5: 128 and up).</summary>
internal sealed class MqttRefused(int code) : Exception($"the broker refused the sign-on with code {code}")
{
    public int Code { get; } = code;
}

/// <summary>The other side sent what MQTT does not allow there, or ended the connection.</summary>
internal sealed class MqttBroken(string what) : Exception(what);
