/** One line of a menu, as data: the same entries serve menus at buttons and at the pointer. */
export interface MenuAction {
  readonly label: string;
  readonly run: () => void;
  /** The key that does the same. */
  readonly shortcut?: string;
  /** Why it can't be done now; shown in place of the shortcut. */
  readonly disabledReason?: string | null;
  /** A tick before the label: this choice is in force. */
  readonly checked?: boolean;
  /** Takes something away (crash, drop): told in red. */
  readonly bad?: boolean;
}

export type MenuEntry = MenuAction | 'separator';
