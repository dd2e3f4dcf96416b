/** A literal by which a place is found where a secret may be. */
export interface Literal {
	text: string;
	/** No letter may follow: a short name is also the beginning of other words. */
	endsWord?: boolean;
	/** At least so many letters, digits, underscores and hyphens follow. */
	run?: number;
}
