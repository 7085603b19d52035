namespace SpecimenLogistics.Ingest;

/// <summary>Why a publish or an item could not be understood. It is kept, acknowledged and counted.</summary>
public enum UnreadableReason
{
    UnknownTopic, OtherDevice, WrongClass, NotUnderstood, OutOfRange, NotOurCode, MissingField, WrongPlace, UnknownDevice, RevokedDevice,
}

/// <summary>Why a connection was refused or closed by the gateway.</summary>
public enum Refusal
{
    TooManyConnections, ConnectTooSlow, KeepAliveMissed, PacketTooLarge, ProtocolBroken, NotQos1, TopicAlias, NotStored, AcknowledgementStuck, ShuttingDown, NotSecured, Revoked, BrokerLost,
}

/// <summary>What else is counted.</summary>
public enum Tally { Retries, WritesFailed, ThrottledReads, HintsLost, FeedRowsLost, SubscriptionsRefused, ClocksMeasured, ClocksGuessed, ClockJumps, InstructionsTold, InstructionsDelivered, PageMessages, PhonePositions, PhoneOffDuty, PhonePutAside }
